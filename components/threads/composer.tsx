"use client";

import { useMutation } from "@tanstack/react-query";
import clsx from "clsx";
import { Tabs } from "radix-ui";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { COMMENT_MAX, commentInput } from "@/server/threads/schema";
import { useTRPC } from "@/trpc/client";
import { dropDraft, keepDraft, keyFor, readDraft } from "./draft";
import { Preview } from "./preview";
import { WritingHelp } from "./writing-help";

interface Props {
  label: string;
  /** The word on the button that sends. */
  action: string;
  /** Where this browser keeps what is typed until it is sent. */
  draftKey: string;
  /** What there is to change; empty for something new. */
  before?: string;
  /** Whether it was just asked for, and takes the focus. */
  called?: boolean;
  onSend: (body: string, clientKey: string) => Promise<void>;
  onCancel?: () => void;
}

const TAB =
  "min-h-10 border-b-2 border-transparent px-3 text-muted text-sm data-[state=active]:border-accent data-[state=active]:text-ink";

/** Where a comment is written, and looked at before it is sent. */
export function Composer({
  label,
  action,
  draftKey,
  before = "",
  called = false,
  onSend,
  onCancel,
}: Props) {
  const trpc = useTRPC();
  const form = useSchemaForm(commentInput, { body: before });
  const preview = useMutation(trpc.threads.preview.mutationOptions());
  const [tab, setTab] = useState("write");
  const [sending, setSending] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const { setValue, getValues, setFocus } = form;

  // Only the browser knows of drafts, so they come after the page.
  useEffect(() => {
    const draft = readDraft(draftKey);
    if (draft && getValues("body") === before) setValue("body", draft.body);
    if (called) setFocus("body");
  }, [draftKey, before, called, getValues, setValue, setFocus]);

  const submit = form.handleSubmit(async ({ body }) => {
    const clientKey = keyFor(body, readDraft(draftKey));
    keepDraft(draftKey, { body: getValues("body"), attempt: { body, clientKey } });
    setSending(true);
    try {
      await onSend(body, clientKey);
      dropDraft(draftKey);
      form.reset({ body: "" });
    } catch (error) {
      form.setError("body", { message: sentenceOf(error) });
    } finally {
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
    dropDraft(draftKey);
    onCancel?.();
  };

  return (
    <form
      ref={element}
      method="post"
      onSubmit={submit}
      noValidate
      // What is being sent stands in the thread already.
      className={clsx("grid gap-3", sending && before === "" && "sr-only")}
    >
      <Tabs.Root
        value={tab}
        onValueChange={(to) => {
          setTab(to);
          if (to === "preview") preview.mutate({ body: getValues("body") });
        }}
      >
        <Tabs.List aria-label={label} className="mb-2 flex gap-1 border-line border-b">
          <Tabs.Trigger value="write" className={TAB}>
            Write
          </Tabs.Trigger>
          <Tabs.Trigger value="preview" className={TAB}>
            Preview
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="write" forceMount hidden={tab !== "write"} tabIndex={-1}>
          <TextArea
            label={label}
            rows={5}
            maxLength={COMMENT_MAX}
            readOnly={sending}
            error={form.formState.errors.body?.message}
            onKeyDown={onKeyDown}
            className="field-sizing-content max-h-[60vh] min-h-32"
            {...form.register("body", {
              onChange: ({ target }) =>
                keepDraft(draftKey, { ...readDraft(draftKey), body: target.value }),
            })}
          />
        </Tabs.Content>
        <Tabs.Content
          value="preview"
          className="min-h-32 rounded-md border border-line border-dashed px-3 py-2"
        >
          <Preview rendered={preview.isPending ? undefined : preview.data} error={preview.error} />
        </Tabs.Content>
      </Tabs.Root>
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
