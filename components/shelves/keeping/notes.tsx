"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useViewer } from "@/components/people/viewer";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useTRPCClient } from "@/trpc/client";
import { readNoteDraft } from "./note-draft";
import { type Note, NoteForm } from "./note-form";

interface Props {
  paperId: string;
  notes: readonly Note[];
  /** Settles when the window shows the change. */
  onChanged(): Promise<void>;
}

/** The viewer's notes on a paper: one, or several where papers with notes were merged. */
export function Notes({ paperId, notes, onChanged }: Props) {
  const { viewer } = useViewer();
  const [wasWritten, setWasWritten] = useState(false);
  if (!viewer) return null;
  const common = { viewer: viewer.handle, paperId };
  return (
    <section aria-label="Your note" className="grid gap-3">
      {notes.map((note) => (
        <ShownNote key={note.id} {...common} note={note} isNew={wasWritten} onChanged={onChanged} />
      ))}
      {notes.length === 0 ? (
        <NoteForm
          {...common}
          note={null}
          onSaved={() => {
            setWasWritten(true);
            return onChanged();
          }}
        />
      ) : null}
    </section>
  );
}

interface ShownProps extends Omit<Props, "notes"> {
  viewer: string;
  note: Note;
  /** Whether it has just taken the place of its form, and with it the focus. */
  isNew: boolean;
}

function ShownNote({ viewer, paperId, note, isNew, onChanged }: ShownProps) {
  const { shelves } = useTRPCClient();
  const [editing, setEditing] = useState(
    () => readNoteDraft({ viewer, paperId, noteId: note.id }) !== null,
  );
  const [wasEdited, setWasEdited] = useState(false);
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
    const leave = () => {
      setWasEdited(true);
      setEditing(false);
    };
    return (
      <NoteForm
        {...{ viewer, paperId, note }}
        onSaved={async () => {
          await onChanged();
          leave();
        }}
        onCancel={leave}
      />
    );
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
        <Button size="small" autoFocus={isNew || wasEdited} onClick={() => setEditing(true)}>
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
