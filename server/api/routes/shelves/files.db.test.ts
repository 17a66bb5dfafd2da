import { beforeAll, expect, it } from "vitest";
import { FORMAT_NAMES, NOTED_FORMATS } from "@/server/papers/files/rules";
import type { Viewer } from "@/server/people/policy";
import { KEPT } from "@/server/shelves/rules";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { askForFile } from "@/server/testing/fixtures/downloads";
import { group, paper, person } from "@/server/testing/world";

ownDatabase();

/** The words of the notes, which stand nowhere else. */
const [ADAS, BELAS] = ["aardvark", "bandicoot"];
let ada: Viewer;
let bela: Viewer;
let slug: string;
let paperId: string;
/** The files of lists: one of Ada's own, which is shared, and one of the group of both. */
let lists: string[];

beforeAll(async () => {
  [ada, bela] = [await person("ada"), await person("bela")];
  ({ id: paperId, slug } = await paper());
  const { slug: of } = await group({
    members: [
      [ada, "owner"],
      [bela, "member"],
    ],
  });
  for (const [who, body] of [
    [ada, `Why, *${ADAS}*?`],
    [bela, BELAS],
  ] as const) {
    await as(who).shelves.keep({ paperId, shelf: "toRead" });
    await as(who).shelves.saveNote({ paperId, noteId: null, basedOn: 0, body });
  }
  const { id: own } = await as(ada).shelves.addList({ name: "Mine" });
  await as(ada).shelves.put({ listId: own, paperId, on: true });
  await as(ada).shelves.share({ listId: own, showsOwner: true });
  const { id: ours } = await as(ada).groupLists.add({ group: of, name: "Ours" });
  await as(ada).groupLists.put({ group: of, listId: ours, paperId, on: true });
  lists = [`/api/lists/${own}`, `/api/groups/${of}/lists/${ours}`];
});

const fileOf = async (address: string, viewer: Viewer) => {
  const answer = await askForFile(address, viewer);
  expect(answer.status, address).toBe(200);
  return answer.text();
};

it("a shelf's file has the notes of the person who asks for it with notes, and nobody else's", async () => {
  for (const format of NOTED_FORMATS) {
    for (const shelf of ["toRead", "noted"]) {
      const address = `/api/shelves/${shelf}/${format}?notes=own`;
      const [hers, his] = [await fileOf(address, ada), await fileOf(address, bela)];
      expect(hers, address).toContain(ADAS);
      expect(hers, address).not.toContain(BELAS);
      expect(his, address).toContain(BELAS);
      expect(his, address).not.toContain(ADAS);
    }
  }
});

it("no other file has a note, whatever its address asks for", async () => {
  const shelves = KEPT.flatMap((shelf) =>
    ["", "?notes=", "?notes=all", `?notes=${bela.id}`].map((query) => [
      `/api/shelves/${shelf}`,
      query,
    ]),
  );
  const others = [...lists, `/api/papers/${slug}/file`].map((path) => [path, "?notes=own"]);
  for (const [path, query] of [...shelves, ...others]) {
    const of = path?.endsWith("/file") || path?.includes("groups") ? [ada, bela] : [ada];
    for (const viewer of of) {
      for (const format of ["bib", "csv"]) {
        const file = await fileOf(`${path}/${format}${query}`, viewer);
        expect(file, `${path}${query}`).not.toMatch(new RegExp(`${ADAS}|${BELAS}`));
      }
    }
  }
  for (const format of FORMAT_NAMES.filter((one) => !NOTED_FORMATS.some((two) => two === one)))
    expect(await fileOf(`/api/shelves/toRead/${format}?notes=own`, ada)).not.toContain(ADAS);
});

it("a guest gets no file, and one without notes gets an empty note", async () => {
  expect((await askForFile("/api/shelves/toRead/bib?notes=own", null)).status).toBe(401);
  const chen = await person("chen");
  await as(chen).shelves.keep({ paperId, shelf: "read" });
  expect(await fileOf("/api/shelves/read/csv?notes=own", chen)).toMatch(/"note"\r\n.*,""\r\n$/s);
  expect(await fileOf("/api/shelves/toRead/json?notes=own", chen)).toBe("[]\n");
});

it("notes take one statement for a batch of papers", async () => {
  const reading = (query: string) =>
    queriesOf(() => fileOf(`/api/shelves/toRead/bib${query}`, ada));
  const without = await reading("");
  expect((await reading("?notes=own")) - without).toBe(1);
});
