import { beforeAll, describe, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { db, transact } from "@/server/platform/database/db";
import { RENDERING } from "@/server/platform/text/rendering";
import { A_RUN, renewTexts } from "@/server/platform/text/renewing";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { somebodyWaits } from "@/server/testing/database/waiting";
import { commentInput, paperSlug, writeComment } from "@/server/testing/fixtures/comments";
import { longThread } from "@/server/testing/fixtures/long-threads";
import { size } from "@/server/testing/tier";
import { group, person } from "@/server/testing/world";
import { addGroupComment } from "../comments/commands";
import { editComment } from "../comments/editing";
import { listVersions } from "../comments/queries";
import { editInput } from "../schema";
import { commentTexts, versionTexts } from "./commands";

ownDatabase();
let ada: Viewer;
let bela: Viewer;
beforeAll(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
});

const BODY = "so \\(x^2\\) and **「注意」**が";
const row = (id: string) => db.comment.findUniqueOrThrow({ where: { id } });
const renewAll = () => renewTexts([commentTexts, versionTexts], 10 * A_RUN);

/** Makes a comment look as if an older version of the site had rendered it. */
async function fromBefore(id: string, html = "<p>so (x^2)</p>\n") {
  await db.comment.update({ where: { id }, data: { html, rendering: 0 } });
}

describe("comments from an older renderer", () => {
  it("are rendered again, and nothing else about them changes", async () => {
    const slug = await paperSlug();
    const id = await writeComment(ada, slug, BODY);
    const now = await row(id);
    expect(now.rendering).toBe(RENDERING);
    await fromBefore(id);
    const jobs = () => db.$queryRaw`SELECT count(*)::int AS count FROM graphile_worker.jobs`;
    const [waiting, told] = [await jobs(), await db.notification.count()];
    expect(await renewAll()).toBe(1);
    expect(await row(id)).toEqual(now);
    expect(await jobs()).toEqual(waiting);
    expect(await db.notification.count()).toBe(told);
    // With nothing left, a run reads each table once.
    expect(await queriesOf(renewAll)).toBe(2);
  });

  it("keep exactly the same mentions", async () => {
    const { slug } = await group({
      visibility: "private",
      members: [
        [ada, "owner"],
        [bela, "member"],
      ],
    });
    const scope = (await groupScope(ada, slug)) as MemberScope;
    const stranger = await person();
    const body = `@${bela.handle} and @${stranger.handle}`;
    const { id } = await addGroupComment(scope, await paperSlug(), commentInput(body));
    const { html } = await row(id);
    expect(html.match(/class="mention"/g)).toHaveLength(1);
    // Béla has another handle now, and the other person has joined.
    await db.person.update({ where: { id: bela.id }, data: { handle: `new-${bela.handle}` } });
    await db.membership.create({
      data: { groupId: scope.group.id, personId: stranger.id, role: "member" },
    });
    await db.comment.update({ where: { id }, data: { rendering: 0 } });
    const mentions = await db.mention.findMany({ where: { commentId: id } });
    expect(await renewAll()).toBe(1);
    expect((await row(id)).html).toBe(html);
    expect(await db.mention.findMany({ where: { commentId: id } })).toEqual(mentions);
  });

  it("have their earlier versions rendered again too", async () => {
    const id = await writeComment(ada, await paperSlug(), BODY);
    await fromBefore(id);
    await editComment(ada, editInput.parse({ commentId: id, body: "otherwise" }));
    expect(await row(id)).toMatchObject({ rendering: RENDERING, html: "<p>otherwise</p>\n" });
    const { editedAt } = await row(id);
    expect((await listVersions(null, id))[1]?.html).toBe("<p>so (x^2)</p>\n");
    expect(await renewAll()).toBe(1);
    expect((await listVersions(null, id))[1]?.html).toMatch(
      /<math[\s\S]*<strong>「注意」<\/strong>/,
    );
    expect((await row(id)).editedAt).toEqual(editedAt);
    expect(await renewAll()).toBe(0);
  });

  it("are left alone if a newer renderer has made them, or if they are deleted", async () => {
    const slug = await paperSlug();
    const [newer, deleted] = [
      await writeComment(ada, slug, BODY),
      await writeComment(ada, slug, BODY),
    ];
    const data = { html: "newer", rendering: RENDERING + 1 };
    await db.comment.update({ where: { id: newer }, data });
    await writeComment(bela, slug, "answer", { parentId: deleted });
    await fromBefore(deleted);
    await removeComment(ada, deleted);
    await renewAll();
    expect((await row(newer)).html).toBe("newer");
    expect(await row(deleted)).toMatchObject({ body: "", html: "" });
  });

  it("keep texts that are written meanwhile", async () => {
    const id = await writeComment(ada, await paperSlug(), BODY);
    await fromBefore(id);
    let renewing: Promise<number> | undefined;
    await transact(async (tx) => {
      await tx.comment.update({
        where: { id },
        data: { body: "new", html: "<p>new</p>", rendering: RENDERING },
      });
      renewing = renewAll();
      await somebodyWaits();
    });
    expect(await renewing).toBe(0);
    expect((await row(id)).html).toBe("<p>new</p>");
  });

  it("keep their HTML if the renderer now refuses them, and hold up no other text", async () => {
    const slug = await paperSlug();
    const [refused, other] = [
      await writeComment(ada, slug, BODY),
      await writeComment(ada, slug, BODY),
    ];
    const wide = `${"|a".repeat(1000)}|\n${"|-".repeat(1000)}|\n${"x\n".repeat(9)}`;
    await db.comment.update({ where: { id: refused }, data: { body: wide } });
    await Promise.all([fromBefore(refused, "<p>kept</p>"), fromBefore(other)]);
    expect(await renewAll()).toBe(2);
    expect(await row(refused)).toMatchObject({ html: "<p>kept</p>", rendering: RENDERING });
    expect((await row(other)).html).toContain("<math");
  });
});

describe("a site with many old comments", () => {
  it("renders a limited number per run, in batches, even in two runs at once", async () => {
    const many = size(230, 10_000);
    await longThread(many, "wide", ada);
    expect(await commentTexts.left()).toBe(many);
    // Four statements per fifty (read, begin, write, commit), then one counts the rest.
    const spent = await queriesOf(async () => {
      expect(await renewTexts([commentTexts, versionTexts], 100)).toBe(100);
    });
    expect(spent).toBeLessThanOrEqual(2 * 4 + 1);
    expect(await commentTexts.left()).toBe(many - 100);
    const [one, other] = await Promise.all([renewAll(), renewAll()]);
    expect(one + other).toBe(many - 100);
    expect(await commentTexts.left()).toBe(0);
  });
});
