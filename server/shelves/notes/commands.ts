import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { holdPaper, lockKeeper } from "../keeping/commands";
import { NOTES_MAX, type noteInput, type saveNoteInput } from "../schema";
import { renderNote } from "./rendering";

const ELSEWHERE =
  "This note was changed in another window. Copy your text, close this window and open it again.";

/**
 * Writes the viewer's note on a paper, or changes it.
 * @throws Refusal NOT_FOUND, CONFLICT if it was changed since it was read, or beyond the number of notes
 */
export async function saveNote(
  viewer: Viewer,
  { paperId, noteId, basedOn, body }: z.output<typeof saveNoteInput>,
) {
  const personId = viewer.id;
  const written = { body, ...renderNote(body), changedAt: now() };
  const select = { id: true, bodyHtml: true, version: true } as const;
  return transact(async (tx) => {
    await lockKeeper(tx, personId);
    await holdPaper(tx, paperId);
    if (noteId === null) {
      if ((await tx.paperNote.count({ where: { personId, paperId } })) > 0)
        refuse("CONFLICT", { say: ELSEWHERE });
      if ((await tx.paperNote.count({ where: { personId } })) >= NOTES_MAX)
        refuse("CONFLICT", { say: `You have ${NOTES_MAX} notes. Delete some first.` });
      const createdAt = written.changedAt;
      return tx.paperNote.create({ data: { personId, paperId, createdAt, ...written }, select });
    }
    const note = await tx.paperNote.findFirst({
      where: { id: noteId, personId },
      select: { version: true },
    });
    if (!note) refuse("NOT_FOUND", { say: "This note is no longer there. Copy your text." });
    if (note.version !== basedOn) refuse("CONFLICT", { say: ELSEWHERE });
    const data = { ...written, version: basedOn + 1 };
    return tx.paperNote.update({ where: { id: noteId }, data, select });
  });
}

/** Deletes a note of the viewer. Safe to repeat. */
export async function removeNote(
  viewer: Viewer,
  { noteId }: z.output<typeof noteInput>,
): Promise<void> {
  await transact((tx) => tx.paperNote.deleteMany({ where: { id: noteId, personId: viewer.id } }));
}
