"use client";

import { useMutation } from "@tanstack/react-query";
import clsx from "clsx";
import {
  type FormEvent,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { sentenceOf } from "@/components/shell/errors";
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
import { fetchRules, useTyped } from "./use-typed";
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
  const typing = useTyped(start);
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
  const { field, kind, faults, read, write } = typing;
  const isNew = start === NOTHING;

  // Drafts are in the browser's storage, so they are read after the page is drawn.
  useEffect(() => {
    const kept = readDraft(key);
    if (kept && field.current?.value === start.body) write(kept);
    if (wanted) field.current?.focus();
  }, [key, start, wanted, field, write]);

  const keep = useCallback(
    (change?: Partial<Typed>) => {
      fetchRules();
      keepDraft(key, { ...readDraft(key), ...read(), ...change });
    },
    [key, read],
  );
  const onInserted = useCallback(() => keep(), [keep]);
  const send = async (typed: Typed) => {
    const { body } = typed;
    const clientKey = keyFor(body, readDraft(key));
    keepDraft(key, { ...typed, body: read().body, attempt: { body, clientKey } });
    // The thread is drawn anew with the comment, which takes longer on a telephone than a press may.
    await painted();
    setSending(true);
    try {
      await onSend(typed, clientKey);
      dropDraft(key);
      typing.clear();
      onQuoteDone?.();
    } catch (error) {
      typing.refused(sentenceOf(error));
    } finally {
      setSending(false);
      setTab("write");
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The check may take a moment, in which a button is pressed again.
    if (pressed.current) return;
    pressed.current = true;
    try {
      const typed = await typing.checked();
      if (typed) await send(typed);
    } finally {
      pressed.current = false;
    }
  };
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
                field.current?.focus();
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
        onPreview={() => look(read().body)}
      >
        <MentionField place={place} onInserted={onInserted}>
          <TextArea
            label={label}
            rows={5}
            maxLength={COMMENT_MAX}
            readOnly={sending}
            error={faults.body}
            onKeyDown={onKeyDown}
            className="field-sizing-content max-h-[60vh] min-h-32"
            name="body"
            ref={field}
            defaultValue={start.body}
            onChange={() => {
              typing.onChange(read());
              keep();
            }}
          />
        </MentionField>
      </WriteTabs>
      <CommentKind
        {...kind}
        error={faults.spoiler}
        onChange={(kind) => {
          typing.setKind(kind);
          typing.onChange({ ...read(), ...kind });
          keep(kind);
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
