import { beforeEach, describe, expect, it } from "vitest";
import { muteByOneClick, showMuting } from "@/server/api/routes/links";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import {
  emailNow,
  quietPaper,
  runNotificationJobs,
  writeAbout,
} from "@/server/testing/fixtures/notifications";
import { emailOf, group, person } from "@/server/testing/world";
import { editComment } from "@/server/threads/comments/editing";
import { markSeen } from "@/server/threads/reading/visits/commands";
import { editInput } from "@/server/threads/schema";
import { notifyOfComment } from "../notifying/commands";

ownDatabase();

let ada: Viewer;
let bela: Viewer;
let paper: { id: string; slug: string; title: string };

beforeEach(async () => {
  process.env.SITE_URL = "https://colloquy.example";
  forgetEnv();
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
  paper = await quietPaper();
});

const mailsTo = async (who: Viewer) =>
  db.mailMessage.findMany({ where: { to: await emailOf(who) }, orderBy: { id: "asc" } });
const headersOf = ({ headers }: { headers: unknown }) => headers as Record<string, string>;

/** Makes a notification for Béla that is not yet emailed: Ada has replied to him. */
async function waiting(choices: Parameters<typeof writeAbout>[2] = {}) {
  const parentId = await writeAbout(
    bela,
    paper.slug,
    choices.group ? { group: choices.group } : {},
  );
  const answer = await writeAbout(ada, paper.slug, { ...choices, parentId: parentId });
  await notifyOfComment(answer);
  const { id, threadId } = await db.notification.findFirstOrThrow({
    where: { personId: bela.id, commentId: answer },
  });
  return { id, answer, threadId: threadId as string };
}

describe("an immediate email", () => {
  it("carries the comment, a link to it, and the headers that mail programs need; it is sent once", async () => {
    const body = "I read $x^2$ and **more** in [this](/papers).\n\n$$\\frac{a}{b}$$";
    const { answer, threadId } = await waiting({ body });
    await runNotificationJobs();
    await emailNow(bela);
    const mails = await mailsTo(bela);
    expect(mails).toHaveLength(1);
    const [mail] = mails as [(typeof mails)[number]];
    expect(mail.subject).toBe(`Re: ${paper.title}`);
    expect(mail.html).toContain("<code>x^2</code>");
    expect(mail.html).toContain("<code>\\frac{a}{b}</code>");
    expect(mail.html).not.toMatch(/katex|<math|<span class/);
    expect(mail.text).toContain("I read x^2 and more");
    expect(mail.text).toContain(
      `https://colloquy.example/papers/${paper.slug}/comments/${answer}#c-${answer}`,
    );
    const { parentId } = await db.comment.findUniqueOrThrow({ where: { id: answer } });
    const short = bela.id.slice(-12);
    const root = `<thread-${threadId}.${short}@colloquy.example>`;
    const parent = `<comment-${parentId}.${short}@colloquy.example>`;
    expect(headersOf(mail)).toMatchObject({
      "Message-ID": `<comment-${answer}.${short}@colloquy.example>`,
      "In-Reply-To": parent,
      References: `${root} ${parent}`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
      Precedence: "list",
    });
    expect(headersOf(mail)["List-Id"]).toContain(threadId);
    // Without a reply address, a reply would go nowhere.
    expect(headersOf(mail)["Reply-To"]).toBeUndefined();
  });

  it("names a spoiler and does not show it", async () => {
    await waiting({ body: "The butler did it.", spoiler: "section 4" });
    await emailNow(bela);
    const [mail] = await mailsTo(bela);
    expect(mail?.text).toContain("section 4");
    expect(mail?.html).toContain("section 4");
    expect(`${mail?.html}${mail?.text}`).not.toContain("butler");
  });

  const GUARDS: Record<string, (one: Awaited<ReturnType<typeof waiting>>) => Promise<unknown>> = {
    "has read it": ({ threadId }) => as(bela).notifications.readThread({ threadId }),
    "has seen it in its thread": ({ threadId }) =>
      db.threadVisit.create({
        data: { personId: bela.id, threadId, seenNumber: 99, seenAt: new Date() },
      }),
    "has muted the thread": ({ threadId }) =>
      as(bela).notifications.follow({ what: { thing: "thread", id: threadId }, level: "mute" }),
    "no longer wants such emails": () =>
      as(bela).notifications.choose({ kind: "answer", via: "app" }),
    "has blocked who wrote it": () =>
      db.block.create({ data: { personId: bela.id, blockedId: ada.id } }),
    "is suspended": () =>
      db.person.update({ where: { id: bela.id }, data: { suspendedAt: new Date() } }),
    "sees it deleted": ({ answer }) => removeComment(ada, answer),
    "sees it hidden": ({ answer }) =>
      db.comment.update({ where: { id: answer }, data: { hiddenAt: new Date() } }),
  };
  it.each(Object.entries(GUARDS))("does not reach somebody who meanwhile %s", async (_, guard) => {
    const one = await waiting();
    await guard(one);
    await emailNow(bela);
    expect(await mailsTo(bela)).toEqual([]);
  });

  it("reaches somebody whom an edit mentions in a comment that they had seen before", async () => {
    const comment = await writeAbout(ada, paper.slug);
    const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: comment } });
    await markSeen(bela, { threadId, number: 99 });
    await editComment(ada, editInput.parse({ commentId: comment, body: `@${bela.handle}, you?` }));
    await notifyOfComment(comment, true);
    await emailNow(bela);
    expect(await mailsTo(bela)).toHaveLength(1);
  });

  it("does not reach somebody who has left the group meanwhile", async () => {
    const { slug } = await group({
      members: [
        [ada, "owner"],
        [bela, "member"],
      ],
    });
    await waiting({ group: slug });
    await as(bela).groups.leave({ group: slug });
    await emailNow(bela);
    expect(await mailsTo(bela)).toEqual([]);
  });

  it("is sent for other kinds too, if chosen", async () => {
    const { slug } = await group({
      members: [
        [ada, "owner"],
        [bela, "member"],
      ],
    });
    await as(bela).notifications.choose({ kind: "nomination", via: "mail" });
    await as(ada).nominations.nominate({ group: slug, paperId: paper.id, pitch: "" });
    await runNotificationJobs();
    const [mail] = await mailsTo(bela);
    expect(mail?.subject).toBe(`Ada Okafor nominated “${paper.title}” in Group ${slug}`);
  });
});

describe("the mute link", () => {
  const linkIn = (mail: { headers: unknown } | undefined) =>
    /<(.+)>/.exec(headersOf(mail as { headers: unknown })["List-Unsubscribe"] ?? "")?.[1] as string;

  it("mutes the thread by a POST without confirmation, and does nothing by a GET", async () => {
    const { threadId } = await waiting();
    await emailNow(bela);
    const [mail] = await mailsTo(bela);
    const link = linkIn(mail);
    const level = async () =>
      (await as(bela).notifications.following({ thing: "thread", id: threadId })).level;
    const before = await level();
    const page = showMuting(new Request(link));
    expect([page.status, page.headers.get("location")]).toEqual([
      303,
      expect.stringMatching(/^\/mute\?token=/),
    ]);
    expect(await level()).toBe(before);
    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    for (let twice = 0; twice < 2; twice++) {
      const answer = await muteByOneClick(new Request(link, { method: "POST", body }));
      expect(answer.status).toBe(200);
    }
    expect(await level()).toBe("mute");
    expect(await db.following.count({ where: { personId: ada.id, level: "mute" } })).toBe(0);
  });

  it("is refused when it was changed, or signed for something else", async () => {
    const { threadId } = await waiting();
    await emailNow(bela);
    const [mail] = await mailsTo(bela);
    const token = new URL(linkIn(mail)).searchParams.get("token") as string;
    const [body = "", mac = ""] = token.split(".");
    const forged = Buffer.from(
      Buffer.from(body, "base64url").toString().replace(bela.id, ada.id),
    ).toString("base64url");
    for (const wrong of [`${forged}.${mac}`, `${body}.${mac}x`, `${body}.${"A".repeat(43)}`]) {
      await expect(as(null).notifications.muteByLink({ token: wrong })).rejects.toMatchObject({
        code: "PRECONDITION_FAILED",
      });
      await expect(as(null).digests.unsubscribe({ token })).rejects.toMatchObject({
        code: "PRECONDITION_FAILED",
      });
    }
    expect(await db.following.count({ where: { threadId, level: "mute" } })).toBe(0);
  });
});
