"use client";

import { PencilLine } from "lucide-react";
import { useEffect, useState } from "react";
import { CommentText } from "@/components/threads/comment/comment-text";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/when";
import type { TextKind } from "@/server/meetings/schema";
import { TEXT_TITLES } from "../words";
import { readTextDraft, type SavedText, saveTextDraft, type TextDraft } from "./text-draft";
import { TextEditor } from "./text-editor";
import { TextVersions } from "./text-versions";

const NOTHING = {
  agenda: "No agenda yet.",
  notes: "No notes yet. Every member can write them.",
} as const;

interface Props {
  group: string;
  meetingId: string;
  kind: TextKind;
  text: SavedText;
  mayWrite: boolean;
  /** The viewer's time zone. */
  timeZone: string;
}

/** An agenda or notes: the latest text, the editor, and earlier versions. */
export function MeetingText({ group, meetingId, kind, text: given, mayWrite, timeZone }: Props) {
  const [saved, setSaved] = useState(given);
  // A refreshed page may have a later version.
  const text = given.version > saved.version ? given : saved;
  const [writing, setWriting] = useState<TextDraft | null>(null);
  const [drafted, setDrafted] = useState(false);
  // Drafts are in the browser only, so they load after the page.
  useEffect(() => setDrafted(readTextDraft(meetingId, kind) !== null), [meetingId, kind]);
  const title = TEXT_TITLES[kind];
  const stop = () => {
    setWriting(null);
    setDrafted(readTextDraft(meetingId, kind) !== null);
  };
  const place = { group, meetingId, kind };
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
              <Button
                onClick={() =>
                  setWriting(
                    readTextDraft(meetingId, kind) ?? { body: text.body, basedOn: text.version },
                  )
                }
              >
                <PencilLine aria-hidden className="size-4" />
                {drafted ? "Continue writing" : text.body === "" ? "Write" : "Edit"}
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
            setSaved(next);
            stop();
          }}
          onStop={stop}
        />
      ) : (
        <>
          {text.body === "" ? (
            <p className="text-muted">{NOTHING[kind]}</p>
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
