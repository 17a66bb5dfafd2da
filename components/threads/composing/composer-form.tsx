"use client";

import { useMutation } from "@tanstack/react-query";
import clsx from "clsx";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { lateCheck, useLateForm } from "@/components/shell/late-form";
import { painted } from "@/components/shell/painted";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields/field";
import { COMMENT_MAX } from "@/server/threads/rules";
import type { Place, QuoteInput } from "@/server/threads/schema";
import { useTRPC } from "@/trpc/client";
import { CommentKind } from "../comment/comment-kind";
import { Quoted } from "../comment/quoted";
import type { Typed } from "../reading/use-thread";
import { draftKey, dropDraft, keepDraft, keyFor, readDraft } from "./draft";
import { MentionField } from "./mention-field";
import { WriteTabs } from "./write-tabs";
import { WritingHelp } from "./writing-help";

interface Props {
  place: Place;
  label: string;
  /** Label of the send button. */
  action: string;
  /** Name of the draft in this thread: "new", or the kind of draft and the id of the comment. */
  draft: string;
  /** The comment to edit; none for a new one. */
  before?: Typed;
  /** Whether the viewer has just opened it, so that it takes the focus. */
  called?: boolean;
  /** Quoted words of the paper that the comment is about. */
  quote?: QuoteInput | null;
  /** Called when the quote has been sent or removed. */
  onQuoteDone?: (() => void) | undefined;
  onSend: (typed: Typed, clientKey: string) => Promise<void>;
  onCancel?: () => void;
}

const check = lateCheck(async () => (await import("@/server/threads/schema")).commentInput);

const NOTHING: Typed = { body: "", label: null, spoiler: null };

/** Form to write or edit a comment, with a preview. */
export function ComposerForm({
  place,
  label,
  action,
  draft,
  before = NOTHING,
  called = false,
  quote = null,
  onQuoteDone,
  onSend,
  onCancel,
}: Props) {
  const trpc = useTRPC();
  const key = draftKey(place, draft);
  const [start] = useState(before);
  // The words to quote may have been chosen before this form had arrived.
  const [wanted] = useState(called || quote !== null);
  const form = useLateForm(check, start);
  const inPublic = useMutation(trpc.threads.preview.mutationOptions());
  const inGroup = useMutation(trpc.threads.previewInGroup.mutationOptions());
  const { group } = place;
  const preview = group === undefined ? inPublic : inGroup;
  const look = (body: string) =>
    group === undefined ? inPublic.mutate({ body }) : inGroup.mutate({ group, body });
  const [tab, setTab] = useState("write");
  const [sending, setSending] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const pressed = useRef(false);
  const { setValue, getValues, setFocus, watch } = form;
  const kind = { label: watch("label") ?? null, spoiler: watch("spoiler") ?? null };
  const isNew = start === NOTHING;

  // Drafts are in the browser's storage, so they are read after the page is drawn.
  useEffect(() => {
    const kept = readDraft(key);
    if (kept && getValues("body") === start.body) {
      setValue("body", kept.body);
      setValue("label", kept.label);
      setValue("spoiler", kept.spoiler);
    }
    if (wanted) setFocus("body");
  }, [key, start, wanted, getValues, setValue, setFocus]);

  const keep = useCallback(() => {
    // It is there by the time that the comment is sent.
    void check.fetch().catch(() => {});
    const { body, label = null, spoiler = null } = getValues();
    keepDraft(key, { ...readDraft(key), body, label, spoiler });
  }, [key, getValues]);
  const onInserted = useCallback(
    (body: string) => {
      setValue("body", body);
      keep();
    },
    [setValue, keep],
  );
  const submit = form.handleSubmit(async (typed) => {
    if (pressed.current) return;
    pressed.current = true;
    const { body } = typed;
    const clientKey = keyFor(body, readDraft(key));
    keepDraft(key, { ...typed, body: getValues("body"), attempt: { body, clientKey } });
    // The thread is drawn anew with the comment, which takes longer on a telephone than a press may.
    await painted();
    setSending(true);
    try {
      await onSend(typed, clientKey);
      dropDraft(key);
      form.reset(NOTHING);
      onQuoteDone?.();
    } catch (error) {
      form.setError("body", { message: sentenceOf(error) });
    } finally {
      pressed.current = false;
      setSending(false);
      setTab("write");
    }
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      element.current?.requestSubmit();
    }
  };
  const cancel = () => {
    dropDraft(key);
    onCancel?.();
  };

  return (
    <form
      ref={element}
      method="post"
      onSubmit={submit}
      noValidate
      // The thread already shows a comment on its way.
      className={clsx("grid gap-3", sending && isNew && "sr-only")}
    >
      {quote ? (
        <div className="flex flex-wrap items-start justify-between gap-x-4">
          <div className="min-w-0">
            <Quoted quote={quote} />
          </div>
          {onQuoteDone ? (
            <Button
              variant="quiet"
              size="small"
              className="min-h-10"
              onClick={() => {
                onQuoteDone();
                setFocus("body");
              }}
            >
              Remove the quote
            </Button>
          ) : null}
        </div>
      ) : null}
      <WriteTabs
        label={label}
        tab={tab}
        onTab={setTab}
        className="min-h-32"
        preview={preview}
        onPreview={() => look(getValues("body"))}
      >
        <MentionField place={place} onInserted={onInserted}>
          <TextArea
            label={label}
            rows={5}
            maxLength={COMMENT_MAX}
            readOnly={sending}
            error={form.formState.errors.body?.message}
            onKeyDown={onKeyDown}
            className="field-sizing-content max-h-[60vh] min-h-32"
            {...form.register("body", { onChange: keep })}
          />
        </MentionField>
      </WriteTabs>
      <CommentKind
        {...kind}
        error={form.formState.errors.spoiler?.message}
        onChange={({ label, spoiler }) => {
          setValue("label", label);
          setValue("spoiler", spoiler);
          keep();
        }}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={sending}>
          {action}
        </Button>
        {onCancel ? (
          <Button onClick={cancel} disabled={sending}>
            Cancel
          </Button>
        ) : null}
        <span className="ml-auto">
          <WritingHelp />
        </span>
      </div>
    </form>
  );
}
