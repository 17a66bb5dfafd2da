"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { CommentText } from "@/components/threads/comment/comment-text";
import { Button } from "@/components/ui/button";
import type { StoredDraft } from "@/components/ui/fields/stored-draft";
import { Icon } from "@/components/ui/icons/icon";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/times/when";
import type { TextKind } from "@/server/meetings/schema";
import { useTRPC } from "@/trpc/client";
import { TEXT_TITLES } from "../words";
import { readTextDraft, type SavedText, type ShownText, saveTextDraft } from "./text-draft";
import { TextVersions } from "./text-versions";

const TextEditor = dynamic(() => import("./text-editor").then(({ TextEditor }) => TextEditor), {
  loading: () => <Skeleton className="h-56" />,
});

const NOTHING = {
  agenda: "No agenda yet.",
  notes: "No notes yet.",
} as const;

interface Props {
  group: string;
  meetingId: string;
  kind: TextKind;
  text: ShownText;
  mayWrite: boolean;
  /** The viewer's time zone. */
  timeZone: string;
}

const shownOf = ({ body, ...text }: SavedText): ShownText => ({
  ...text,
  empty: body === "",
  folded: false,
});

/** An agenda or notes: the latest text, the editor, and earlier versions. */
export function MeetingText({ group, meetingId, kind, text: given, mayWrite, timeZone }: Props) {
  const [saved, setSaved] = useState(given);
  // A refreshed page may have a later version.
  const text = given.version > saved.version ? given : saved;
  const [writing, setWriting] = useState<StoredDraft | null>(null);
  const [drafted, setDrafted] = useState(false);
  // Drafts are in the browser only, so they load after the page.
  useEffect(() => setDrafted(readTextDraft(meetingId, kind) !== null), [meetingId, kind]);
  const title = TEXT_TITLES[kind];
  const stop = () => {
    setWriting(null);
    setDrafted(readTextDraft(meetingId, kind) !== null);
  };
  const place = { group, meetingId, kind };
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const load = useMutation({
    mutationFn: () =>
      queryClient.fetchQuery(
        trpc.meetings.textVersion.queryOptions({ ...place, version: text.version }),
      ),
    onError: (error) => showRefusal(error),
  });
  const write = () => {
    const draft = readTextDraft(meetingId, kind);
    if (draft || text.version === 0) return setWriting(draft ?? { body: "", basedOn: 0 });
    load.mutate(undefined, {
      onSuccess: ({ body, version }) => setWriting({ body, basedOn: version }),
    });
  };
  return (
    <section aria-labelledby={kind} className="border-line border-t py-6">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id={kind} className="font-semibold font-serif text-xl">
          {title}
        </h2>
        {writing ? null : (
          <div className="flex flex-wrap gap-2">
            {text.version > 1 ? (
              <TextVersions
                {...place}
                timeZone={timeZone}
                latest={text.version}
                onTake={
                  mayWrite ? (body) => setWriting({ body, basedOn: text.version }) : undefined
                }
              />
            ) : null}
            {mayWrite ? (
              <Button onClick={write} pending={load.isPending}>
                <Icon of="lucide--pencil-line" className="size-4" />
                {drafted ? "Continue writing" : text.empty ? "Write" : "Edit"}
                <span className="sr-only">: {title}</span>
              </Button>
            ) : null}
          </div>
        )}
      </div>
      {writing ? (
        <TextEditor
          {...place}
          timeZone={timeZone}
          begin={writing}
          onSaved={(next) => {
            saveTextDraft(meetingId, kind, null);
            setSaved(shownOf(next));
            stop();
          }}
          onStop={stop}
        />
      ) : (
        <>
          {text.empty ? (
            <p className="text-muted">{NOTHING[kind]}</p>
          ) : text.folded ? (
            <p className="text-muted">
              There is no room for this text on this page.{" "}
              <button
                type="button"
                disabled={load.isPending}
                onClick={() =>
                  load.mutate(undefined, { onSuccess: (whole) => setSaved(shownOf(whole)) })
                }
                className="inline-flex min-h-6 items-center text-accent underline"
              >
                Read it here
              </button>
            </p>
          ) : (
            <CommentText html={text.html} />
          )}
          {text.createdAt ? (
            <p className="mt-3 text-muted text-sm">
              {"Saved "}
              <When date={text.createdAt} timeZone={timeZone} />
              {text.writtenBy ? (
                <>
                  {" by "}
                  <bdi>{text.writtenBy.name}</bdi>
                </>
              ) : null}
            </p>
          ) : null}
          {drafted ? (
            <p className="mt-1 text-sm">This browser has an unsaved draft of yours.</p>
          ) : null}
        </>
      )}
    </section>
  );
}
