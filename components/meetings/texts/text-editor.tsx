"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useWatch } from "react-hook-form";
import { sentenceOf } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { TextTabs } from "@/components/threads/composing/text-tabs";
import { WritingHelp } from "@/components/threads/composing/writing-help";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { TextArea } from "@/components/ui/fields/field";
import type { StoredDraft } from "@/components/ui/fields/stored-draft";
import { toast } from "@/components/ui/toast";
import { TEXT_MAX, type TextKind, textForm } from "@/server/meetings/schema";
import { refusalIn } from "@/trpc/calls";
import { useTRPC } from "@/trpc/client";
import { TEXT_TITLES } from "../words";
import { type SavedText, saveTextDraft } from "./text-draft";
import { TheirText } from "./their-text";

interface Props {
  group: string;
  meetingId: string;
  kind: TextKind;
  begin: StoredDraft;
  timeZone: string;
  onSaved: (text: SavedText) => void;
  onStop: () => void;
}

/** Reads the conflicting text from a refusal. */
function conflictingText(error: unknown): SavedText | null {
  const refusal = refusalIn(error);
  return refusal?.code === "CONFLICT" ? (refusal.details as SavedText | null) : null;
}

/**
 * The editor of an agenda or notes. Unsaved text is kept in the browser. If
 * another member has saved meanwhile, both texts are shown and the next save is based on theirs.
 */
export function TextEditor(props: Props) {
  const { group, meetingId, kind, begin, timeZone, onSaved, onStop } = props;
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const form = useSchemaForm(textForm(kind), { body: begin.body });
  const { getValues, setValue, setFocus, setError } = form;
  const [basedOn, setBasedOn] = useState(begin.basedOn);
  const [theirs, setTheirs] = useState<SavedText | null>(null);
  const keep = (body: string, version = basedOn) =>
    saveTextDraft(meetingId, kind, { body, basedOn: version });
  const save = useMutation(
    trpc.meetings.saveText.mutationOptions({
      onSuccess(saved) {
        toast.success("Saved.");
        onSaved(saved);
        refresh();
      },
      onError(error) {
        const stands = conflictingText(error);
        if (!stands) return setError("body", { message: sentenceOf(error) });
        setTheirs(stands);
        setBasedOn(stands.version);
        keep(getValues("body"), stands.version);
        setError("body", { message: sentenceOf(error) });
      },
    }),
  );
  useEffect(() => setFocus("body"), [setFocus]);
  const typed = useWatch({ control: form.control, name: "body" });
  const title = TEXT_TITLES[kind];
  const put = (body: string) => {
    setValue("body", body);
    keep(body);
    setFocus("body");
  };
  const drop = () => {
    saveTextDraft(meetingId, kind, null);
    onStop();
  };
  return (
    <form
      noValidate
      method="post"
      className="grid gap-3"
      onSubmit={form.handleSubmit(({ body }) =>
        save.mutate({ group, meetingId, kind, body, basedOn }),
      )}
    >
      {theirs ? (
        <TheirText
          theirs={theirs}
          mine={getValues("body")}
          timeZone={timeZone}
          onAppend={() => put(`${getValues("body")}\n\n${theirs.body}`)}
        />
      ) : null}
      <TextTabs
        label={title}
        text={() => getValues("body")}
        error={form.formState.errors.body?.message}
        className="min-h-60"
      >
        <TextArea
          label={theirs ? `${title}: your text` : title}
          rows={12}
          maxLength={TEXT_MAX}
          readOnly={save.isPending}
          error={form.formState.errors.body?.message ?? null}
          className="field-sizing-content max-h-[70vh] min-h-60"
          {...form.register("body", { onChange: ({ target }) => keep(target.value) })}
        />
      </TextTabs>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={save.isPending}>
          {theirs ? "Save over theirs" : "Save"}
        </Button>
        {typed === begin.body && !theirs ? (
          <Button onClick={drop}>Stop</Button>
        ) : (
          <Confirm
            trigger={<Button disabled={save.isPending}>Stop</Button>}
            title="Stop without saving?"
            action="Throw my text away"
            danger
            onConfirm={drop}
          >
            <p>What you wrote is discarded. What was saved before stays.</p>
          </Confirm>
        )}
        <span className="ml-auto">
          <WritingHelp />
        </span>
      </div>
    </form>
  );
}
