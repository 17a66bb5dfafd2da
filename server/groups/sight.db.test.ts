import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { DOORS } from "@/server/testing/doors/doors";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import { GROUP_FIELDS } from "@/server/testing/fixtures/groups";
import { group, person } from "@/server/testing/world";

ownDatabase();

let ada: Viewer;
let bela: Viewer;
let milena: Viewer;

beforeAll(async () => {
  [ada, bela, milena] = await Promise.all([person("ada"), person("bela"), person("milena")]);
});

it("gives groups that are not public an address that their name does not reveal", async () => {
  for (const visibility of ["unlisted", "private"] as const) {
    const name = `Quiet ${visibility}`;
    const hidden = await as(ada).groups.create({ ...GROUP_FIELDS, name, visibility });
    expect(hidden.slug).toMatch(/^quiet-(unlisted|private)-[0-9a-f]{10}$/);
    // So creating another group with the same name does not reveal this one.
    const other = await as(bela).groups.create({ ...GROUP_FIELDS, name });
    expect(other.slug).toBe(`quiet-${visibility}`);
  }
});

it.each(["a\u0000", "Before", "../x", "a".repeat(61), "a\uD800"])(
  "answers an address that cannot be one with a clear no: %j",
  async (slug) => {
    await expect(as(ada).groups.head({ group: slug })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  },
);

/** The answer of each procedure of the group to this caller. */
async function doors(viewer: Viewer | null, slug: string): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const [path, door] of Object.entries(DOORS)) {
    if (["anybody", "person", "moderator", "operator", "loopback"].includes(door)) continue;
    const call = path
      .split(".")
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], as(viewer));
    const knock = (call as (input: unknown) => Promise<unknown>)({ group: slug });
    answers[path] = (await outcomes([knock]))[0] as string;
  }
  return answers;
}

it("disappears at once for removed members, and for everybody outside when it becomes private", async () => {
  const { slug } = await group({
    visibility: "public",
    joinPolicy: "request",
    members: [
      [ada, "owner"],
      [bela, "organizer"],
    ],
  });
  await as(milena).groups.ask({ group: slug, message: "" });
  expect((await doors(milena, slug))["groups.head"]).toBe("done");
  await as(bela).groups.update({ group: slug, ...GROUP_FIELDS, visibility: "private" });
  await as(ada).groups.removeMember({ group: slug, handle: bela.handle });
  for (const viewer of [bela, milena, null]) {
    const answers = await doors(viewer, slug);
    expect(Object.keys(answers).length).toBeGreaterThan(20);
    for (const [path, answer] of Object.entries(answers)) expect(answer, path).toBe("NOT_FOUND");
  }
  // The answer equals the one for a group that never existed.
  const [hidden, missing] = await Promise.allSettled([
    as(milena).groups.head({ group: slug }),
    as(milena).groups.head({ group: "no-such-group" }),
  ]);
  expect(hidden.status).toBe("rejected");
  expect(String((hidden as PromiseRejectedResult).reason)).toBe(
    String((missing as PromiseRejectedResult).reason),
  );
});

it("never names a private or unlisted group to a stranger", async () => {
  const title = "A paper that the hidden groups read";
  const paper = await db.paper.create({
    data: { slug: "hidden-reading", title, normalizedTitle: "hidden reading", abstract: "x" },
    select: { id: true },
  });
  const hidden = await Promise.all(
    (["private", "unlisted"] as const).map((visibility) =>
      group({ visibility, members: [[ada, "owner"]] }),
    ),
  );
  for (const { id: groupId, slug } of hidden) {
    await as(ada).nominations.nominate({ group: slug, paperId: paper.id, pitch: slug });
    await db.reading.create({ data: { groupId, paperId: paper.id } });
    const comment = { body: slug, parentId: null, clientKey: crypto.randomUUID() };
    await as(ada).threads.addInGroup({ group: slug, paper: "hidden-reading", ...comment });
  }
  const stranger = as(milena);
  const seen = JSON.stringify(
    await Promise.all([
      stranger.groups.list({ page: 1 }),
      as(null).groups.list({ page: 1 }),
      stranger.groups.mine(),
      stranger.ballots.desk(),
      stranger.nominations.groupsFor({ paperId: paper.id }),
      stranger.papers.search({ q: `${title} ${hidden[0]?.slug}` }),
      stranger.papers.list({}),
      stranger.papers.page({ paper: "hidden-reading" }),
      stranger.threads.ofPaper({ paper: "hidden-reading" }),
      downloadOwnData(milena),
    ]),
  );
  // The reading itself is visible, so the search has something to find.
  expect(seen).toContain("hidden-reading");
  for (const { slug } of hidden) expect(seen).not.toContain(slug);
  expect(await stranger.papers.page({ paper: "hidden-reading" })).toMatchObject({
    commentCount: 0,
  });
  // Members find both, and the unlisted one opens for everybody by its address.
  const own = JSON.stringify(
    await Promise.all([
      as(ada).groups.mine(),
      as(ada).ballots.desk(),
      as(ada).nominations.groupsFor({ paperId: paper.id }),
    ]),
  );
  for (const { slug } of hidden) expect(own.split(slug).length).toBeGreaterThan(3);
  const [secret, unlisted] = hidden.map(({ slug }) => slug) as [string, string];
  expect(await as(null).groups.head({ group: unlisted })).toMatchObject({ slug: unlisted });
  await expect(as(null).groups.head({ group: secret })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

it("lists public groups largest first, with the first lines of their descriptions", async () => {
  const crowd = await Promise.all(Array.from({ length: 3 }, () => person()));
  const { slug } = await group({
    members: crowd.map((one, at): [Viewer, "owner" | "member"] => [one, at ? "member" : "owner"]),
  });
  await db.group.update({ where: { slug }, data: { description: "𝛼 word ".repeat(100) } });
  const { groups } = await as(null).groups.list({ page: 1 });
  expect(groups[0]).toMatchObject({ slug, memberCount: 3, visibility: "public" });
  const excerpt = groups[0]?.excerpt ?? "";
  expect([...excerpt].length).toBeLessThanOrEqual(221);
  expect(excerpt).toMatch(/(𝛼|word)…$/u);
});
