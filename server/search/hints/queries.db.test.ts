import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Visibility } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { hintsInput } from "@/server/search/schema";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { group, paper, person } from "@/server/testing/world";
import { findHints } from "./queries";

ownDatabase();

const hints = (viewer: Viewer | null, q: string) => as(viewer).search.hints({ q });
const NOTHING = { papers: [], groups: [], people: [], topics: [] };

/** A word that stands nowhere else. */
const word = () => `x${randomUUID().replaceAll("-", "").slice(0, 14)}`;

/** Makes a group with a name of its own, of Lena, Ada and Béla. */
async function namedGroup(visibility: Visibility) {
  const [lena, ada, bela] = [await person("lena"), await person("ada"), await person("bela")];
  const name = `Circle ${word()}`;
  const made = await group({
    ...{ name, visibility },
    members: [
      [lena, "owner"],
      [ada, "member"],
      [bela, "member"],
    ],
  });
  return { ...made, name, lena, ada, bela };
}

describe("hints of groups", () => {
  it.each(["private", "unlisted"] as const)(
    "name a %s group to its members only",
    async (visibility) => {
      const { name, slug, ada, bela } = await namedGroup(visibility);
      const [stranger, moderator] = [
        await person(),
        await person({ moderator: true, operator: true }),
      ];
      const mine = [{ slug, name, mine: true }];
      const own = name.split(" ")[1] as string;
      for (const q of [own, own.slice(0, 6), name.toUpperCase(), `${own} bal`, `meet ${own}`]) {
        expect((await hints(ada, q)).groups, q).toEqual(mine);
        for (const other of [null, stranger, moderator])
          expect(await hints(other, q), q).toEqual(NOTHING);
      }
      await as(bela).groups.leave({ group: slug });
      expect(await hints(bela, own)).toEqual(NOTHING);
      expect((await hints(bela, "")).groups).toEqual([]);
    },
  );

  it("name a public group to everybody, under its own name alone, until it is archived", async () => {
    const { name, slug, id, ada } = await namedGroup("public");
    const own = name.split(" ")[1] as string;
    const open = [{ slug, name, mine: false }];
    for (const viewer of [null, await person()]) {
      expect((await hints(viewer, own)).groups).toEqual(open);
      expect((await hints(viewer, `${own} ballots`)).groups).toEqual([]);
      expect((await hints(viewer, "")).groups).toEqual([]);
    }
    await db.group.update({ where: { id }, data: { archivedAt: new Date() } });
    expect((await hints(null, own)).groups).toEqual([]);
    expect((await hints(ada, own)).groups).toEqual([{ slug, name, mine: true }]);
    await db.group.update({ where: { id }, data: { archivedAt: null, visibility: "private" } });
    expect((await hints(null, own)).groups).toEqual([]);
  });
});

describe("hints of people", () => {
  it("name those who share a group with the viewer, by name or handle, with that group", async () => {
    const { name, slug, lena, ada, bela } = await namedGroup("private");
    const inGroup = { slug, name };
    for (const q of [bela.handle, "bela kert", "Kertész bé", "kertesz"])
      expect((await hints(ada, q)).people, q).toEqual([
        { handle: bela.handle, name: bela.name, group: inGroup },
      ]);
    expect((await hints(ada, lena.handle)).people).toHaveLength(1);
    expect((await hints(ada, ada.handle)).people).toEqual([]);
  });

  it("name nobody to guests, strangers and former members, not even in a public group", async () => {
    const { slug, ada, bela } = await namedGroup("public");
    for (const viewer of [null, await person(), await person({ moderator: true })])
      for (const q of [bela.handle, "bela", "b"])
        expect((await hints(viewer, q)).people).toEqual([]);
    await as(ada).groups.leave({ group: slug });
    expect((await hints(ada, bela.handle)).people).toEqual([]);
    expect((await hints(bela, ada.handle)).people).toEqual([]);
  });

  it("leave out whom the viewer blocks, who notices nothing, and deleted accounts", async () => {
    const { ada, bela, lena } = await namedGroup("private");
    await as(ada).people.block({ handle: bela.handle });
    expect((await hints(ada, bela.handle)).people).toEqual([]);
    expect((await hints(bela, ada.handle)).people).toHaveLength(1);
    expect((await hints(lena, bela.handle)).people).toHaveLength(1);
    await db.person.update({
      where: { id: bela.id },
      data: { deletedAt: new Date(), email: null },
    });
    expect((await hints(lena, bela.handle)).people).toEqual([]);
  });
});

it("never show a word that only members of a private group can read", async () => {
  const { owner, ada, bela, slug, groupId, paper: about } = await talkingGroup();
  const [comment, pitch, text] = [word(), word(), word()];
  const { id: paperId } = await paper({ title: "Only nominated" });
  await postComment(ada, { paper: about, group: slug }, `about ${comment}`);
  await as(ada).nominations.nominate({ group: slug, paperId, pitch });
  await as(owner).groups.update({
    ...{ group: slug, name: `Circle ${text}`, description: text, visibility: "private" },
    ...{ joinPolicy: "open", timeZone: "UTC" },
  });
  await as(bela).groups.leave({ group: slug });
  const handles = [owner.handle, ada.handle, slug];
  const outside = [null, await person(), bela, await person({ moderator: true, operator: true })];
  const readable = [comment, pitch, text, ...handles];
  for (const viewer of outside) {
    for (const secret of readable) {
      for (const q of [secret, secret.slice(0, 5), `about ${secret}`, `the ${secret} x`]) {
        const said = JSON.stringify(await hints(viewer, q));
        expect(said, q).not.toContain(slug);
        for (const other of readable) expect(said, q).not.toContain(other);
      }
    }
  }
  // A nomination changes nothing about what is offered, and in which order.
  const before = await hints(null, "only nomin");
  await db.nomination.deleteMany({ where: { groupId } });
  expect(await hints(null, "only nomin")).toEqual(before);
});

it("offer papers and topics, and what a script writes is only text", async () => {
  const tag = word();
  const slug = await paperSlug(`<script>alert(1)</script> ${tag}`);
  await db.topic.create({ data: { slug: tag, name: `Voting & ${tag}`, paperCount: 3 } });
  const found = await hints(null, `${tag}`);
  expect(found.papers).toEqual([{ slug, title: `<script>alert(1)</script> ${tag}`, authors: [] }]);
  expect(found.topics).toEqual([{ slug: tag, name: `Voting & ${tag}` }]);
  expect(await hints(null, "%_\\")).toEqual(NOTHING);
});

it("take three statements, whatever is asked", async () => {
  const { ada } = await namedGroup("private");
  for (const viewer of [null, ada])
    for (const q of ["circle", "zzyzx", "a b c d e f g h i j k l"]) {
      const input = hintsInput.parse({ q });
      expect(await statementsOf(() => findHints(viewer, input, randomUUID()))).toHaveLength(3);
    }
});

it("have a limit of their own, which leaves searching alone", async () => {
  const ip = randomUUID();
  await findHints(null, { q: "" }, ip);
  await db.rateLimit.updateMany({
    where: { key: { startsWith: "hints:" } },
    data: { points: 5000 },
  });
  await expect(findHints(null, { q: "" }, ip)).rejects.toMatchObject({ code: "TOO_MANY" });
  await expect(as(null).search.hints({ q: "x".repeat(201) })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});
