import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { aPaper, said, written } from "@/server/testing/sayings/talk";
import { callBy, group, person } from "@/server/testing/world";
import { addGroupComment } from "../comments/commands";
import { editComment } from "../comments/editing";
import { editInput, MENTIONS_MAX } from "../schema";

ownDatabase();
let ada: Viewer;
let bob: Viewer;
let carla: Viewer;
beforeAll(async () => {
  [ada, bob, carla] = await Promise.all([
    person({ name: "Ada Example" }),
    person({ name: "Bob Example" }),
    person({ name: "Carla Pattern", email: "zz-secret@example.org" }),
  ]);
});

const mentioned = async (commentId: string) =>
  new Set((await db.mention.findMany({ where: { commentId } })).map(({ personId }) => personId));
const htmlOf = async (id: string) => (await db.comment.findUniqueOrThrow({ where: { id } })).html;
const mark = ({ handle }: Viewer) => `<span class="mention">@${handle}</span>`;

async function inGroup(...members: Viewer[]) {
  const { slug } = await group({
    visibility: "private",
    members: members.map((one, at) => [one, at === 0 ? "owner" : "member"]),
  });
  return (await groupScope(members[0] ?? null, slug)) as MemberScope;
}

describe("a mention", () => {
  it("reaches anybody with an account in public, and marks the handle", async () => {
    const body = `What do you think, @${bob.handle} and @nobody-at-all? (@${carla.handle.toUpperCase()})`;
    const id = await written(ada, await aPaper(), body);
    expect(await mentioned(id)).toEqual(new Set([bob.id, carla.id]));
    const html = await htmlOf(id);
    expect(html).toContain(mark(bob));
    expect(html).toContain(" @nobody-at-all?");
    expect(html).toContain(`(<span class="mention">@${carla.handle.toUpperCase()}</span>)`);
  });

  it("reaches only members in a group, and does not reveal other accounts", async () => {
    const scope = await inGroup(ada, bob);
    const body = `@${bob.handle} @${carla.handle} @nobody-at-all`;
    const { id } = await addGroupComment(scope, await aPaper(), said(body));
    expect(await mentioned(id)).toEqual(new Set([bob.id]));
    expect((await htmlOf(id)).trim()).toBe(`<p>${mark(bob)} @${carla.handle} @nobody-at-all</p>`);
  });

  it("does not reach people who have blocked the author, without showing it", async () => {
    await db.block.create({ data: { personId: bob.id, blockedId: ada.id } });
    const id = await written(ada, await aPaper(), `@${bob.handle}`);
    expect(await mentioned(id)).toEqual(new Set());
    expect(await htmlOf(id)).toContain(mark(bob));
    await db.block.deleteMany();
  });

  it("reaches neither its author nor handles in code, in a link or within a word", async () => {
    const { handle } = bob;
    const body = [
      `@${ada.handle}`,
      `\`@${handle}\``,
      `\`\`\`\n@${handle}\n\`\`\``,
      `[@${handle}](https://example.org)`,
      `ada@${handle} https://example.org/@${handle} <https://example.org/@${handle}>`,
      `@${handle}@example.org @${handle}_x $x@${handle}$`,
    ].join("\n\n");
    const id = await written(ada, await aPaper(), body);
    expect(await mentioned(id)).toEqual(new Set());
    expect((await htmlOf(id)).match(/class="mention"/g)).toHaveLength(1);
  });

  it(`reaches at most ${MENTIONS_MAX} people, each once`, async () => {
    const many = await Promise.all(Array.from({ length: MENTIONS_MAX + 3 }, () => person()));
    const names = many.map(({ handle }) => `@${handle}`).join(" ");
    const id = await written(ada, await aPaper(), `${names} ${names}`);
    expect(await mentioned(id)).toEqual(new Set(many.slice(0, MENTIONS_MAX).map(({ id }) => id)));
  });

  it("is updated and deleted with the comment", async () => {
    const id = await written(ada, await aPaper(), `@${bob.handle}`);
    await editComment(ada, editInput.parse({ commentId: id, body: `@${carla.handle}` }));
    expect(await mentioned(id)).toEqual(new Set([carla.id]));
    await removeComment(ada, id);
    expect(await mentioned(id)).toEqual(new Set());
  });
});

describe("the preview", () => {
  it("marks mentions, but nobody outside the group", async () => {
    const scope = await inGroup(ada, bob);
    const body = `@${bob.handle} and @${carla.handle}`;
    const threads = createCaller(callBy(ada)).threads;
    const inGroupOnly = await threads.previewInGroup({ group: scope.group.slug, body });
    expect(inGroupOnly.html).toContain(`class="mention">@${bob.handle}<`);
    expect(inGroupOnly.html).not.toContain(`class="mention">@${carla.handle}<`);
    const inPublic = await threads.preview({ body });
    expect(inPublic.html).toContain(`class="mention">@${carla.handle}<`);
  });

  it("does not reveal who would be notified", async () => {
    const shown = await createCaller(callBy(ada)).threads.preview({ body: `@${bob.handle}` });
    expect(Object.keys(shown).sort()).toEqual(["faults", "html"]);
  });
});

describe("suggestions for a mention", () => {
  const handles = (found: { handle: string }[]) => new Set(found.map(({ handle }) => handle));
  const all = (...people: Viewer[]) => new Set(people.map(({ handle }) => handle));

  it("list members of the group by the beginning of a handle or name", async () => {
    const scope = await inGroup(ada, bob, carla);
    const find = async (start: string) =>
      createCaller(callBy(ada)).threads.mentionableInGroup({ group: scope.group.slug, start });
    expect(handles(await find(""))).toEqual(all(bob, carla));
    expect(handles(await find("Bo"))).toEqual(all(bob));
    expect(handles(await find("patt"))).toEqual(all(carla));
    expect(handles(await find(carla.handle.slice(0, 6)))).toEqual(all(carla));
    // Neither an email address nor a wildcard finds anybody.
    for (const start of ["zz-secret", "%", "_", "\\"]) expect(await find(start)).toEqual([]);
    expect(JSON.stringify(await find(""))).not.toContain("example.org");
  });

  it("list nobody of a group for non-members", async () => {
    const scope = await inGroup(ada, bob);
    const call = createCaller(callBy(carla)).threads.mentionableInGroup({
      group: scope.group.slug,
      start: "",
    });
    await expect(call).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("list, in public, authors of the thread and people who share a group, and nobody else", async () => {
    const [slug, stranger, writer, fellow] = [
      await aPaper(),
      await person(),
      await person(),
      await person(),
    ];
    const viewer = await person();
    await inGroup(viewer, fellow);
    await written(writer, slug, "here");
    const find = (start: string) =>
      createCaller(callBy(viewer)).threads.mentionable({ paper: slug, start });
    expect(handles(await find(""))).toEqual(all(writer, fellow));
    expect(await find(stranger.handle)).toEqual([]);
  });

  it("leave out people the viewer has blocked", async () => {
    const scope = await inGroup(ada, bob, carla);
    await db.block.create({ data: { personId: ada.id, blockedId: carla.id } });
    await db.block.create({ data: { personId: bob.id, blockedId: ada.id } });
    const found = await createCaller(callBy(ada)).threads.mentionableInGroup({
      group: scope.group.slug,
      start: "",
    });
    // People who have blocked the viewer are still listed: a block does not show.
    expect(handles(found)).toEqual(all(bob));
    await db.block.deleteMany();
  });
});
