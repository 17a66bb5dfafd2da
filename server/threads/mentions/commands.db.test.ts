import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { commentInput, paperSlug, writeComment } from "@/server/testing/fixtures/comments";
import { callBy, group, person } from "@/server/testing/world";
import { addGroupComment } from "../comments/commands";
import { editComment } from "../comments/editing";
import { editInput, MENTIONS_MAX } from "../schema";

ownDatabase();
let ada: Viewer;
let bela: Viewer;
let chen: Viewer;
beforeAll(async () => {
  [ada, bela, chen] = await Promise.all([
    person("ada"),
    person("bela"),
    person({ as: "chen", email: "zz-secret@example.org" }),
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
    const body = `What do you think, @${bela.handle} and @nobody-at-all? (@${chen.handle.toUpperCase()})`;
    const id = await writeComment(ada, await paperSlug(), body);
    expect(await mentioned(id)).toEqual(new Set([bela.id, chen.id]));
    const html = await htmlOf(id);
    expect(html).toContain(mark(bela));
    expect(html).toContain(" @nobody-at-all?");
    expect(html).toContain(`(<span class="mention">@${chen.handle.toUpperCase()}</span>)`);
  });

  it("reaches only members in a group, and does not reveal other accounts", async () => {
    const scope = await inGroup(ada, bela);
    const body = `@${bela.handle} @${chen.handle} @nobody-at-all`;
    const { id } = await addGroupComment(scope, await paperSlug(), commentInput(body));
    expect(await mentioned(id)).toEqual(new Set([bela.id]));
    expect((await htmlOf(id)).trim()).toBe(`<p>${mark(bela)} @${chen.handle} @nobody-at-all</p>`);
  });

  it("does not reach people who have blocked the author, without showing it", async () => {
    await db.block.create({ data: { personId: bela.id, blockedId: ada.id } });
    const id = await writeComment(ada, await paperSlug(), `@${bela.handle}`);
    expect(await mentioned(id)).toEqual(new Set());
    expect(await htmlOf(id)).toContain(mark(bela));
    await db.block.deleteMany();
  });

  it("reaches neither its author nor handles in code, in a link or within a word", async () => {
    const { handle } = bela;
    const body = [
      `@${ada.handle}`,
      `\`@${handle}\``,
      `\`\`\`\n@${handle}\n\`\`\``,
      `[@${handle}](https://example.org)`,
      `ada@${handle} https://example.org/@${handle} <https://example.org/@${handle}>`,
      `@${handle}@example.org @${handle}_x $x@${handle}$`,
    ].join("\n\n");
    const id = await writeComment(ada, await paperSlug(), body);
    expect(await mentioned(id)).toEqual(new Set());
    expect((await htmlOf(id)).match(/class="mention"/g)).toHaveLength(1);
  });

  it(`reaches at most ${MENTIONS_MAX} people, each once`, async () => {
    const many = await Promise.all(Array.from({ length: MENTIONS_MAX + 3 }, () => person()));
    const names = many.map(({ handle }) => `@${handle}`).join(" ");
    const id = await writeComment(ada, await paperSlug(), `${names} ${names}`);
    expect(await mentioned(id)).toEqual(new Set(many.slice(0, MENTIONS_MAX).map(({ id }) => id)));
  });

  it("is updated and deleted with the comment", async () => {
    const id = await writeComment(ada, await paperSlug(), `@${bela.handle}`);
    await editComment(ada, editInput.parse({ commentId: id, body: `@${chen.handle}` }));
    expect(await mentioned(id)).toEqual(new Set([chen.id]));
    await removeComment(ada, id);
    expect(await mentioned(id)).toEqual(new Set());
  });
});

describe("the preview", () => {
  it("marks mentions, but nobody outside the group", async () => {
    const scope = await inGroup(ada, bela);
    const body = `@${bela.handle} and @${chen.handle}`;
    const threads = createCaller(callBy(ada)).threads;
    const inGroupOnly = await threads.previewInGroup({ group: scope.group.slug, body });
    expect(inGroupOnly.html).toContain(`class="mention">@${bela.handle}<`);
    expect(inGroupOnly.html).not.toContain(`class="mention">@${chen.handle}<`);
    const inPublic = await threads.preview({ body });
    expect(inPublic.html).toContain(`class="mention">@${chen.handle}<`);
  });

  it("does not reveal who would be notified", async () => {
    const shown = await createCaller(callBy(ada)).threads.preview({ body: `@${bela.handle}` });
    expect(Object.keys(shown).sort()).toEqual(["faults", "html"]);
  });
});

describe("suggestions for a mention", () => {
  const handles = (found: { handle: string }[]) => new Set(found.map(({ handle }) => handle));
  const all = (...people: Viewer[]) => new Set(people.map(({ handle }) => handle));

  it("list members of the group by the beginning of a handle or name", async () => {
    const scope = await inGroup(ada, bela, chen);
    const find = async (start: string) =>
      createCaller(callBy(ada)).threads.mentionableInGroup({ group: scope.group.slug, start });
    expect(handles(await find(""))).toEqual(all(bela, chen));
    expect(handles(await find("Bé"))).toEqual(all(bela));
    expect(handles(await find("yuw"))).toEqual(all(chen));
    expect(handles(await find(chen.handle.slice(0, 6)))).toEqual(all(chen));
    // Neither an email address nor a wildcard finds anybody.
    for (const start of ["zz-secret", "%", "_", "\\"]) expect(await find(start)).toEqual([]);
    expect(JSON.stringify(await find(""))).not.toContain("example.org");
  });

  it("list nobody of a group for non-members", async () => {
    const scope = await inGroup(ada, bela);
    const call = createCaller(callBy(chen)).threads.mentionableInGroup({
      group: scope.group.slug,
      start: "",
    });
    await expect(call).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("list, in public, authors of the thread and people who share a group, and nobody else", async () => {
    const [slug, stranger, writer, fellow] = [
      await paperSlug(),
      await person(),
      await person(),
      await person(),
    ];
    const viewer = await person();
    await inGroup(viewer, fellow);
    await writeComment(writer, slug, "here");
    const find = (start: string) =>
      createCaller(callBy(viewer)).threads.mentionable({ paper: slug, start });
    expect(handles(await find(""))).toEqual(all(writer, fellow));
    expect(await find(stranger.handle)).toEqual([]);
  });

  it("leave out people the viewer has blocked", async () => {
    const scope = await inGroup(ada, bela, chen);
    await db.block.create({ data: { personId: ada.id, blockedId: chen.id } });
    await db.block.create({ data: { personId: bela.id, blockedId: ada.id } });
    const found = await createCaller(callBy(ada)).threads.mentionableInGroup({
      group: scope.group.slug,
      start: "",
    });
    // People who have blocked the viewer are still listed: a block does not show.
    expect(handles(found)).toEqual(all(bela));
    await db.block.deleteMany();
  });
});
