import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeMail } from "@/server/api/routes/incoming-mail";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import {
  quietPaper,
  runNotificationJobs,
  writeAbout,
} from "@/server/testing/fixtures/notifications";
import { ownMailIn } from "@/server/testing/mail-in";
import { emailOf, group, person } from "@/server/testing/world";

ownDatabase();

const SECRET = `whsec_${Buffer.from("a secret of tests, 32 bytes long").toString("base64")}`;
const handOver = ownMailIn({
  INBOUND_DOMAIN: "Reply.Colloquy.example",
  INBOUND_WEBHOOK_SECRET: SECRET,
});
let ada: Viewer;
let bela: Viewer;
let paper: { id: string; slug: string; title: string };

afterEach(() => setClock(undefined));
beforeEach(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
  paper = await quietPaper();
});

interface Mail {
  from: string;
  to: string;
  messageId: string;
  inReplyTo: string;
}

/** Prepares Béla's reply after Ada has replied to him: the address it goes to and the Message-ID it refers to. */
async function mailed(place: { group?: string } = {}): Promise<Mail & { answer: string }> {
  const parentId = await writeAbout(bela, paper.slug, place);
  const answer = await writeAbout(ada, paper.slug, { ...place, parentId: parentId });
  await runNotificationJobs();
  const to = await emailOf(bela);
  const mail = await db.mailMessage.findFirstOrThrow({ where: { to }, orderBy: { id: "desc" } });
  const headers = mail.headers as Record<string, string>;
  return {
    from: to,
    to: headers["Reply-To"] as string,
    messageId: `<${randomUUID()}@mail.example>`,
    inReplyTo: headers["Message-ID"] as string,
    answer,
  };
}

type Sent = Parameters<typeof handOver>[0];

/** Sends an email to the listener, as a mail server does. @returns the listener's response */
async function send(mail: Partial<Mail>, more: Sent = {}): Promise<string> {
  const { from, to, messageId, inReplyTo } = mail;
  const options = { from, to, messageId, inReplyTo, subject: "Re: it", text: "I agree.\n" };
  return handOver({ ...options, ...more } as Sent);
}

/** Lists a person's comments, the oldest first. */
const commentsBy = ({ id }: Viewer) =>
  db.comment.findMany({
    where: { authorId: id },
    select: { body: true, parentId: true, threadId: true },
    orderBy: { number: "asc" },
  });
/** Lists Béla's comments after his first. */
const saidByMail = async () => (await commentsBy(bela)).slice(1);

it("turns a reply by email into a comment of the right person, in the right place, once", async () => {
  const mail = await mailed();
  const text = [
    "I agree, **mostly**.",
    "",
    "On Mon, Nov 2, 2026 at 3:04 PM Ada Okafor via Colloquy <colloquy@colloquy.example> wrote:",
    "> Words.",
    "",
    "-- ",
    "Bela, Institute of Things",
  ].join("\n");
  // Mail servers may change the case of an address.
  const to = mail.to.toUpperCase();
  expect(await send({ ...mail, to }, { text })).toMatch(/^250 /);
  await Promise.all([send(mail, { text }), send(mail, { text })]);
  const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: mail.answer } });
  expect(await saidByMail()).toEqual([
    { body: "I agree, **mostly**.", parentId: mail.answer, threadId },
  ]);
});

it("reads emails that have only HTML, and emails that reply to no comment", async () => {
  const mail = await mailed();
  const html =
    '<div>First &lt;line&gt;<br>second</div><script>x</script><div class="gmail_quote">On Monday<blockquote>Words</blockquote></div>';
  const options = { html, text: undefined, inReplyTo: "<other@elsewhere.example>" };
  expect(await send(mail, options as Sent)).toMatch(/^250 /);
  expect(await saidByMail()).toMatchObject([{ body: "First <line>  \nsecond", parentId: null }]);
});

it("recognizes a person's address in either of its forms", async () => {
  await db.person.update({
    where: { id: bela.id },
    data: { email: `bela&${bela.handle}@xn--mnchen-3ya.example` },
  });
  const mail = await mailed();
  const answer = (from: string) =>
    send(mail, {
      envelope: { from: mail.from, to: mail.to },
      raw: `From: Bela <${from}>\r\nTo: ${mail.to}\r\nMessage-ID: ${mail.messageId}\r\n\r\nI agree.\r\n`,
    });
  expect(await answer(`Bela&${bela.handle}@münchner.example`)).toMatch(/^550 .*someone else/);
  expect(await answer(`Bela&${bela.handle}@München.example`)).toMatch(/^250 /);
  expect(await saidByMail()).toMatchObject([{ body: "I agree." }]);
});

it("replies to the comment only if it is in the thread of the address", async () => {
  const mail = await mailed();
  paper = await quietPaper();
  const other = await mailed();
  expect(await send({ ...mail, inReplyTo: other.inReplyTo })).toMatch(/^250 /);
  const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: mail.answer } });
  expect((await commentsBy(bela)).filter((comment) => comment.threadId === threadId)).toMatchObject(
    [{ body: "Words." }, { body: "I agree.", parentId: null }],
  );
});

it("refuses emails from another address, or to one that is not Béla's", async () => {
  const mail = await mailed();
  const milena = await person("milena");
  const otherAddress = await emailOf(milena);
  expect(await send({ ...mail, from: otherAddress })).toMatch(/^550 .*someone else/);
  expect(await send(mail, { from: [mail.from, otherAddress].join(", ") as string })).toMatch(
    /^550 /,
  );
  const [, id, expiry, mac] = /^reply-(\w+)-(\w+)-(\w+)@/.exec(mail.to) as string[];
  const at = mail.to.split("@")[1];
  const flipped = `${mac?.startsWith("0") ? "1" : "0"}${mac?.slice(1)}`;
  const later = (Number.parseInt(expiry as string, 36) + 1).toString(36);
  const next = (Number.parseInt(id as string, 36) + 1).toString(36);
  for (const local of [
    `reply-${id}-${expiry}-${flipped}`,
    `reply-${id}-${later}-${mac}`,
    `reply-${next}-${expiry}-${mac}`,
    "reply-1",
    "postmaster",
  ]) {
    expect(await send({ ...mail, to: `${local}@${at}` }), local).toMatch(/^550 .*no such address/);
  }
  expect(await send({ ...mail, to: mail.to.replace("@reply.", "@other.") })).toMatch(/^550 /);
  expect(await saidByMail()).toEqual([]);
});

it("refuses an address once it has expired, not before", async () => {
  const mail = await mailed();
  setClock(new Date(Date.now() + 30 * 864e5));
  expect(await send(mail)).toMatch(/^250 /);
  setClock(new Date(Date.now() + 32 * 864e5));
  const again = { ...mail, messageId: "<later@mail.example>" };
  expect(await send(again)).toMatch(/^550 .*expired/);
  expect(await saidByMail()).toHaveLength(1);
});

it("refuses emails that are too large, announced or not", async () => {
  const mail = await mailed();
  const text = `Large.\n${"x".repeat(78).concat("\n").repeat(14_000)}`;
  expect(await send(mail, { text })).toMatch(/^552 /);
  expect(
    await send(mail, { envelope: { from: mail.from, to: mail.to, size: 5 }, text } as Sent),
  ).toMatch(/^552 /);
  expect(await send(mail, { text: "x".repeat(10_001) })).toMatch(/^550 .*too long/);
  expect(await saidByMail()).toEqual([]);
});

it.each<[string, Sent]>([
  ["an automatic answer", { headers: { "Auto-Submitted": "auto-replied" } }],
  ["bulk", { headers: { Precedence: "bulk" } }],
  ["junk", { headers: { Precedence: "junk" } }],
  ["a list", { headers: { Precedence: "list" } }],
  ["a mailing list", { headers: { "List-Id": "<all.example.org>" } }],
  ["our own loop", { headers: { "X-Loop": "colloquy.example" } }],
  ["a mail of ours", { messageId: `<comment-${randomUUID()}.0123456789ab@colloquy.example>` }],
  ["a bounce", { envelope: { from: "", to: "" } }],
  ["what was passed on", { headers: { "Resent-From": "milena@example.org" } }],
  ["nothing but a quotation", { text: "> Words.\n> More.\n" }],
])("refuses %s", async (_, more) => {
  const mail = await mailed();
  const envelope = more.envelope ? { envelope: { from: "", to: mail.to } } : {};
  expect(await send(mail, { ...more, ...envelope })).toMatch(/^550 /);
  expect(await saidByMail()).toEqual([]);
});

it("checks group, suspension and lock as the page does", async () => {
  const { slug } = await group({
    visibility: "private",
    members: [
      [ada, "owner"],
      [bela, "member"],
    ],
  });
  const mail = await mailed({ group: slug });
  expect(await send(mail)).toMatch(/^250 /);
  const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: mail.answer } });
  expect(await saidByMail()).toMatchObject([{ threadId, parentId: mail.answer }]);
  const again = () => send({ ...mail, messageId: `<${randomUUID()}@mail.example>` });
  const lockedById = ada.id;
  await db.thread.update({ where: { id: threadId }, data: { lockedAt: new Date(), lockedById } });
  expect(await again()).toMatch(/^550 .*locked/);
  await db.thread.update({ where: { id: threadId }, data: { lockedAt: null, lockedById: null } });
  await db.person.update({ where: { id: bela.id }, data: { suspendedAt: new Date() } });
  expect(await again()).toMatch(/^550 .*suspended/);
  await db.person.update({ where: { id: bela.id }, data: { suspendedAt: null } });
  await as(bela).groups.leave({ group: slug });
  expect(await again()).toMatch(/^550 .*not open to you/);
  expect(await saidByMail()).toHaveLength(1);
});

it("drops attachments, and says so once; pictures of a signature do not count", async () => {
  const mail = await mailed();
  const logo = { filename: "logo.png", content: "x", cid: "logo", contentDisposition: "inline" };
  await send(mail, { html: '<p>Yes.</p><img src="cid:logo">', attachments: [logo as object] });
  await runNotificationJobs();
  const notes = () =>
    db.mailMessage.count({ where: { to: mail.from, subject: { contains: "attachments" } } });
  expect(await notes()).toBe(0);
  const other = { ...mail, messageId: "<with-file@mail.example>" };
  const attachments = [{ filename: "paper.pdf", content: "%PDF", contentType: "application/pdf" }];
  expect(await send(other, { attachments })).toMatch(/^250 /);
  expect(await send(other, { attachments })).toMatch(/^250 /);
  await runNotificationJobs();
  expect(await notes()).toBe(1);
  expect(await saidByMail()).toHaveLength(2);
});

it("takes an email from a service that signs it, and from nobody else", async () => {
  const mail = await mailed();
  const raw = [
    `From: Bela <${mail.from}>`,
    `To: Ada Okafor via Colloquy <${mail.to}>`,
    `Message-ID: ${mail.messageId}`,
    `In-Reply-To: ${mail.inReplyTo}`,
    "Subject: Re: it",
    "",
    "By a webhook.",
  ].join("\r\n");
  const post = (secret: string, body = raw) => {
    const id = "msg_1";
    const timestamp = new Date();
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(timestamp.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, timestamp, body),
      "content-type": "message/rfc822",
    };
    const address = "https://colloquy.example/api/inbound-mail";
    return takeMail(new Request(address, { method: "POST", headers, body }));
  };
  const forged = `whsec_${Buffer.from("another secret, 32 bytes long...").toString("base64")}`;
  expect((await post(forged)).status).toBe(401);
  expect(await saidByMail()).toEqual([]);
  const answers = [await post(SECRET), await post(SECRET)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await saidByMail()).toMatchObject([{ body: "By a webhook.", parentId: mail.answer }]);
  const other = raw
    .replace(mail.from, "milena@example.org")
    .replace(mail.messageId, "<e@e.example>");
  const refused = await post(SECRET, other);
  expect([refused.status, await refused.text()]).toEqual([
    403,
    expect.stringContaining("someone else"),
  ]);
});

it("takes a reply to a comment on a paper that was merged into another one", async () => {
  const mail = await mailed();
  const kept = await quietPaper();
  const first = await writeAbout(ada, kept.slug);
  const moderator = await person({ moderator: true });
  await as(moderator).papers.merge({ keptId: kept.id, otherId: paper.id });
  expect(await send(mail)).toMatch(/^250 /);
  const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: first } });
  expect(await saidByMail()).toEqual([{ body: "I agree.", parentId: mail.answer, threadId }]);
});
