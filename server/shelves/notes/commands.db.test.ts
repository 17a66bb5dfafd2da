import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { RENDERING } from "@/server/platform/text/rendering";
import { renewTexts } from "@/server/platform/text/renewing";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { paper, person } from "@/server/testing/world";
import { paperNotes } from "./rendering";

ownDatabase();

async function noted(body = "Some **words** on $x^2$") {
  const ada = await person("ada");
  const { id: paperId } = await paper();
  const save = (given: { noteId?: string; basedOn?: number; body: string }) =>
    as(ada).shelves.saveNote({ paperId, noteId: null, basedOn: 0, ...given });
  const note = await save({ body });
  const read = async () => (await as(ada).shelves.ofPaper({ paperId })).notes;
  return { ada, paperId, save, note, read };
}

it("is shown with its Markdown to the person who wrote it, and to nobody else", async () => {
  const { ada, paperId, note, read } = await noted();
  expect((await read())[0]?.bodyHtml).toMatch(/<strong>words<\/strong>[\s\S]*<math/);
  const bela = await person({ moderator: true, operator: true });
  expect((await as(bela).shelves.ofPaper({ paperId })).notes).toEqual([]);
  const others = as(bela).shelves;
  const changing = others.saveNote({ paperId, noteId: note.id, basedOn: 0, body: "Mine." });
  expect(await outcomes([changing])).toEqual(["NOT_FOUND"]);
  await others.removeNote({ noteId: note.id });
  expect(await read()).toHaveLength(1);
  const search = (q: string) => ({ shelf: "noted", q }) as const;
  expect((await as(ada).shelves.page(search("WORDS"))).papers).toHaveLength(1);
  expect((await as(bela).shelves.page(search("words"))).papers).toEqual([]);
});

it("is written once by two windows at once, and never over a newer one", async () => {
  const ada = await person();
  const { id: paperId } = await paper();
  const save = (body: string) =>
    as(ada).shelves.saveNote({ paperId, noteId: null, basedOn: 0, body });
  const made = await outcomes([save("One."), save("Two.")]);
  expect(made.sort()).toEqual(["CONFLICT", "done"]);
  const { notes } = await as(ada).shelves.ofPaper({ paperId });
  const change = (body: string) =>
    as(ada).shelves.saveNote({ paperId, noteId: notes[0]?.id ?? null, basedOn: 0, body });
  expect((await outcomes([change("Three."), change("Four.")])).sort()).toEqual([
    "CONFLICT",
    "done",
  ]);
});

it("is deleted for good, and can be written again", async () => {
  const { ada, note, save, read } = await noted();
  await as(ada).shelves.removeNote({ noteId: note.id });
  expect(await read()).toEqual([]);
  expect(await db.paperNote.count({ where: { id: note.id } })).toBe(0);
  await save({ body: "Again." });
  expect(await outcomes([save({ noteId: note.id, body: "Late." })])).toEqual(["NOT_FOUND"]);
});

it("is rendered anew when an older renderer has left it", async () => {
  const { ada, read } = await noted();
  const [before] = await read();
  await db.paperNote.updateMany({
    where: { personId: ada.id },
    data: { bodyHtml: "<p>old</p>", rendering: RENDERING - 1 },
  });
  expect(await renewTexts([paperNotes])).toBe(1);
  expect(await read()).toEqual([before]);
});
