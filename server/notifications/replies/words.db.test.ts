import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import {
  quietPaper,
  runNotificationJobs,
  writeAbout,
} from "@/server/testing/fixtures/notifications";
import { mailOf, utf8 } from "@/server/testing/fixtures/reply-emails";
import { ownMailIn } from "@/server/testing/mail-in";
import { person } from "@/server/testing/world";
import { readPublicThread } from "@/server/threads/reading/queries";
import { QUOTED_TEXT_MAX } from "@/server/threads/schema";

ownDatabase();

const handOver = ownMailIn();
let ada: Viewer;
let bela: Viewer;
let slug: string;
let from: string;
let to: string;
let messageId: string;
let mailText: string;

/** Lets Ada reply to Béla, and emails him her comment. */
beforeEach(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
  ({ slug } = await quietPaper());
  const parentId = await writeAbout(bela, slug);
  await writeAbout(ada, slug, { parentId: parentId, body: "Is it convex in the first argument?" });
  await runNotificationJobs();
  from = (await db.person.findUniqueOrThrow({ where: { id: bela.id } })).email as string;
  const mail = await db.mailMessage.findFirstOrThrow({ where: { to: from } });
  const headers = mail.headers as Record<string, string>;
  [to, messageId, mailText] = [headers["Reply-To"] ?? "", headers["Message-ID"] ?? "", mail.text];
});

/** Hands bytes to the listener as they are. @returns the listener's response */
async function send(type: string, body: string): Promise<string> {
  const raw = mailOf(type, body, [`In-Reply-To: ${messageId}`]).toString("latin1");
  const own = raw
    .replace("Max <max@example.org>", from)
    .replace("<1@example.org>", `<${randomUUID()}@mail.example>`);
  return handOver({ envelope: { from, to }, raw: Buffer.from(own, "latin1") });
}

/** Finds the comment that came by email. */
const readComment = () =>
  db.comment.findFirst({
    where: { authorId: bela.id, number: 3 },
    select: { id: true, body: true, html: true, quotedText: true },
  });

it.each<[string, string, string, string]>([
  [
    "windows-1252",
    "text/plain; charset=windows-1252",
    "it\x92s \x96 well\x85 5 \x80",
    "it’s – well… 5 €",
  ],
  ["UTF-8 under a wrong label", "text/plain; charset=us-ascii", utf8("Größe ✓"), "Größe ✓"],
  ["ISO-2022-JP with 8 bits", "text/plain; charset=iso-2022-jp", utf8("ほげ"), "ほげ"],
  [
    "HTML of windows-1252",
    "text/html; charset=iso-8859-1",
    "<p>na&iuml;ve \x93x\x94</p>",
    "naïve “x”",
  ],
  ["paragraphs", "text/html; charset=utf-8", "<p>First.</p><p>Second.</p>", "First.\n\nSecond."],
  ["signs that cannot be kept", "text/plain; charset=utf-8", "a\x00b\x07c", "abc"],
])("keeps the words of a reply: %s", async (_, type, body, text) => {
  expect(await send(type, body)).toMatch(/^250 /);
  expect(await readComment()).toMatchObject({ body: text, quotedText: null });
});

it.each<[string, (mail: string) => string]>([
  [
    "marked, under a sentence",
    (mail) => `On 28/11/2026 15:57, Ada Okafor wrote:\n> ${mail.replace(/\n/g, "\n> ")}`,
  ],
  ["marked by nothing", (mail) => mail],
  [
    "under its headers",
    (mail) => `Fra: Ada Okafor <a@b.cc>\nSendt: i dag\nTil: Bela <b@b.cc>\n\n${mail}`,
  ],
  ["marked, under nothing", (mail) => `> ${mail.replace(/\n/g, "\n> ")}`],
])("recognizes the email that was sent: %s", async (_, quoted) => {
  expect(mailText).toContain("Is it convex");
  const type = "text/plain; charset=utf-8";
  expect(await send(type, utf8(`Only in part.\n\n${quoted(mailText)}\n`))).toMatch(/^250 /);
  const comment = await readComment();
  expect(comment?.body).toBe("Only in part.");
  expect(comment?.quotedText).toContain("Is it convex in the first argument?");
});

const shown = async (viewer: Viewer | null) => {
  const { comments } = await readPublicThread(viewer, slug, { order: "oldest", page: 1 });
  return comments.find(({ number }) => number === 3);
};
const withSignature = () =>
  send("text/plain; charset=utf-8", "Yes.\n\n-- \nBela of the Institute\n");

it("shows the text that was cut off to its author, and to nobody else", async () => {
  await withSignature();
  expect((await shown(bela))?.quotedText).toBe("-- \nBela of the Institute");
  expect((await shown(ada))?.quotedText).toBeNull();
  expect((await shown(null))?.quotedText).toBeNull();
  const { comments } = await downloadOwnData(bela);
  expect(comments.map(({ quotedText }: { quotedText: string }) => quotedText)).toContain(
    "-- \nBela of the Institute",
  );
  const [found] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "CommentSearch" WHERE search @@ plainto_tsquery('simple', 'institute')`;
  expect(found?.count).toBe(0);
});

it("keeps the text that was cut off until its author takes it in or drops it, or the comment goes", async () => {
  await withSignature();
  const { id: commentId } = (await readComment()) as { id: string };
  const readQuoted = async () => (await readComment())?.quotedText;
  await as(bela).threads.edit({ commentId, body: "Yes, mostly." });
  expect(await readQuoted()).toContain("Institute");
  await as(bela).threads.edit({ commentId, body: "Yes, mostly.", forgetsQuoted: true });
  expect(await readQuoted()).toBeNull();
  expect((await shown(bela))?.body).toBe("Yes, mostly.");

  await db.comment.update({ where: { id: commentId }, data: { quotedText: "x" } });
  await writeAbout(ada, slug, { parentId: commentId });
  await as(bela).threads.remove({ commentId });
  expect(await readQuoted()).toBeNull();
  const data = { quotedText: "x" };
  await expect(db.comment.update({ where: { id: commentId }, data })).rejects.toThrow();
});

it("keeps no more of the text that was cut off than a comment may have", async () => {
  const old = `On 28/11/2026 15:57, Ada Okafor wrote:\n${"> and so on\n".repeat(2000)}`;
  expect(await send("text/plain", `Yes.\n\n${old}`)).toMatch(/^250 /);
  expect((await readComment())?.quotedText).toHaveLength(QUOTED_TEXT_MAX);
});
