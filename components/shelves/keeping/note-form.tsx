"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { NOTE_MAX } from "@/server/shelves/schema";
import { type RouterOutputs, useTRPCClient } from "@/trpc/client";
import { keepNoteDraft, readNoteDraft } from "./note-draft";

export type Note = RouterOutputs["shelves"]["ofPaper"]["notes"][number];

interface Props {
  viewer: string;
  paperId: string;
  /** Null for a new one. */
  note: Note | null;
  /** Settles when the window shows the note. */
  onSaved(): Promise<void>;
  /** Leaves the note as it was; none for a new one. */
  onCancel?: () => void;
}

/** The form for a note. What is typed stays in this browser until it is saved or thrown away, also if the window closes. */
export function NoteForm({ viewer, paperId, note, onSaved, onCancel }: Props) {
  const { shelves } = useTRPCClient();
  const of = { viewer, paperId, noteId: note?.id ?? null };
  const saved = note?.body ?? "";
  const [found] = useState(() => readNoteDraft(of));
  const [body, setBody] = useState(found?.body ?? saved);
  const [isOld, setIsOld] = useState(found !== null);
  const [error, setError] = useState<string | null>(null);
  const hasChanged = note !== null && found !== null && found.basedOn !== note.version;
  const save = useMutation({
    mutationFn: () =>
      shelves.saveNote.mutate({
        ...{ paperId, noteId: note?.id ?? null, basedOn: note?.version ?? 0, body },
      }),
    async onSuccess() {
      keepNoteDraft(of, null);
      toast.success("The note is saved.");
      await onSaved();
    },
    onError: (refusal) => setError(sentenceOf(refusal)),
  });
  const type = (text: string) => {
    setBody(text);
    setError(null);
    const isNew = text.trim() === "" || text === saved;
    keepNoteDraft(of, isNew ? null : { body: text, basedOn: note?.version ?? 0 });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    if (body.trim() !== "") save.mutate();
    else setError(note ? "Write something, or delete the note." : "Write something first.");
  };
  const throwAway = () => {
    type(saved);
    setIsOld(false);
    onCancel?.();
  };
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-2">
      {isOld ? (
        <p className="text-sm">
          You had not saved these words.
          {hasChanged ? " The note was changed in another window since: saving replaces it." : ""}
        </p>
      ) : null}
      <TextArea
        label="Your note"
        rows={4}
        maxLength={NOTE_MAX}
        autoFocus={note !== null && !isOld}
        value={body}
        onChange={(event) => type(event.target.value)}
        hint="Only you can read it. Markdown and formulas such as $x^2$ work."
        error={error}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="small" pending={save.isPending}>
          Save the note
        </Button>
        {onCancel || isOld ? (
          <Button size="small" variant="quiet" onClick={throwAway}>
            {isOld ? "Throw these words away" : "Cancel"}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
