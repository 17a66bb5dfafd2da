"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { NOTE_MAX } from "@/server/shelves/schema";
import { type RouterOutputs, useTRPCClient } from "@/trpc/client";

type Note = RouterOutputs["shelves"]["ofPaper"]["notes"][number];

interface Props {
  paperId: string;
  notes: readonly Note[];
  onChanged(): void;
}

/** The viewer's notes on a paper: one, or several where papers with notes were merged. */
export function Notes({ paperId, notes, onChanged }: Props) {
  return (
    <section aria-label="Your note" className="grid gap-3">
      {notes.map((note) => (
        <ShownNote key={note.id} paperId={paperId} note={note} onChanged={onChanged} />
      ))}
      {notes.length === 0 ? <NoteForm paperId={paperId} note={null} onDone={onChanged} /> : null}
    </section>
  );
}

function ShownNote({ paperId, note, onChanged }: { note: Note } & Omit<Props, "notes">) {
  const { shelves } = useTRPCClient();
  const [editing, setEditing] = useState(false);
  const again = useMutation({
    mutationFn: () =>
      shelves.saveNote.mutate({ paperId, noteId: null, basedOn: 0, body: note.body }),
    onError: (error) => showRefusal(error),
    onSettled: onChanged,
  });
  const remove = useMutation({
    mutationFn: () => shelves.removeNote.mutate({ noteId: note.id }),
    onSuccess() {
      const action = { label: "Undo", onClick: () => again.mutate() };
      toast.success("The note is deleted.", { action });
    },
    onError: (error) => showRefusal(error),
    onSettled: onChanged,
  });
  if (editing) {
    const done = () => {
      setEditing(false);
      onChanged();
    };
    return <NoteForm paperId={paperId} note={note} onDone={done} />;
  }
  return (
    <div>
      <h3 className="font-medium text-sm">Your note</h3>
      <div
        className="prose-text mt-1"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized by the server
        dangerouslySetInnerHTML={{ __html: note.bodyHtml }}
      />
      <div className="mt-2 flex gap-2">
        <Button size="small" onClick={() => setEditing(true)}>
          Edit the note
        </Button>
        <Button
          size="small"
          variant="quiet"
          pending={remove.isPending}
          onClick={() => remove.mutate()}
        >
          Delete the note
        </Button>
      </div>
    </div>
  );
}

interface FormProps {
  paperId: string;
  /** Null for a new one. */
  note: Note | null;
  onDone(): void;
}

function NoteForm({ paperId, note, onDone }: FormProps) {
  const { shelves } = useTRPCClient();
  const [body, setBody] = useState(note?.body ?? "");
  const save = useMutation({
    mutationFn: () =>
      shelves.saveNote.mutate({
        ...{ paperId, noteId: note?.id ?? null, basedOn: note?.version ?? 0, body },
      }),
    onSuccess() {
      toast.success("The note is saved.");
      onDone();
    },
    onError: (error) => showRefusal(error),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-2">
      <TextArea
        label="Your note"
        rows={4}
        maxLength={NOTE_MAX}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        hint="Only you can read it. Markdown and formulas such as $x^2$ work."
      />
      <div>
        <Button type="submit" size="small" pending={save.isPending}>
          Save the note
        </Button>
      </div>
    </form>
  );
}
