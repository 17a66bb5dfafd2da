import { beforeAll, beforeEach, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import {
  addPapers,
  newAddress,
  setClockTo,
  subscribeAddress,
} from "@/server/testing/fixtures/digests";
import { ownMailIn } from "@/server/testing/mail-in";
import { renderMails } from "../composing/mails";
import { writeDueDigests } from "../gathering/due";
import { sendWaiting } from "../sending/commands";
import { makeBounceAddress } from "./address";

ownDatabase();

const send = ownMailIn();
beforeAll(() => addPapers(40));
beforeEach(() => () => setClock(undefined));

interface Sent {
  id: string;
  email: string;
  /** Its bounce address. */
  back: string;
  /** Its unsubscribe link. */
  link: string;
}

let day = 0;

/** Makes a sent digest of a reader, each on a different day. */
async function sendDigest(email = newAddress()): Promise<Sent> {
  day += 1;
  setClockTo(new Date(Date.UTC(2026, 10, day, 5)).toISOString());
  const known = await db.subscription.findUnique({ where: { email }, select: { id: true } });
  const subscriptionId =
    known?.id ?? (await subscribeAddress(email, new Date(Date.UTC(2026, 10, day, 4))));
  setClockTo(new Date(Date.UTC(2026, 10, day, 7, 0, 10)).toISOString());
  await writeDueDigests();
  await sendWaiting();
  const { id } = await db.digest.findFirstOrThrow({
    where: { subscriptionId, sentAt: { not: null } },
    orderBy: { id: "desc" },
  });
  const mail = (await renderMails([{ id, subscriptionId, personId: null, to: email }])).get(id);
  const link = mail?.headers?.["List-Unsubscribe"] ?? "";
  return { id, email, back: makeBounceAddress(id, email) ?? "", link };
}

/** Hands an email to the listener, as a mail server does. @returns its reply */
async function handOver(to: string, raw: string): Promise<string> {
  return send({ envelope: { from: "", to }, raw: raw.replace(/\n/g, "\r\n") });
}

/** Makes a report of a type, with a part for machines and the original email. */
function report(kind: string, fields: string, about = "Subject: Digest"): string {
  return `From: Mail Delivery System <mailer-daemon@mail.example>
To: somebody@colloquy.example
Subject: Report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=${kind}; boundary="=_x"

--=_x
Content-Type: text/plain

This is a report, for people.
--=_x
Content-Type: message/${kind}

${fields}
--=_x
Content-Type: text/rfc822-headers

${about}
--=_x--
`;
}

const bounce = (action: string, status: string, said: string) =>
  report(
    "delivery-status",
    `Reporting-MTA: dns; mail.example
Arrival-Date: Tue, 24 Nov 2026 07:00:12 +0000

Original-Recipient: rfc822;somebody@example.org
Final-Recipient: rfc822; somebody@example.org
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; ${said}`,
  );
const complaint = (type: string, more = "", about = "Subject: Digest") =>
  report(
    "feedback-report",
    `Feedback-Type: ${type}
User-Agent: Reports/1.0
Version: 1${more}`,
    about,
  );

const failuresOf = (email: string) =>
  db.mailFailure.findMany({ where: { email }, orderBy: { id: "asc" } });
const suppression = (email: string) => db.suppressedAddress.findUnique({ where: { email } });

it("records bounces, and no longer emails an address after the third", async () => {
  const email = newAddress();
  for (let times = 1; times <= 3; times++) {
    const { id, back } = await sendDigest(email);
    expect(await suppression(email)).toBeNull();
    const raw = bounce("failed", "5.1.1", "550 5.1.1 No such\n user here");
    // Mail servers may change the case of an address; the same report twice is one.
    expect(await handOver(back.toUpperCase(), raw)).toMatch(/^250 /);
    expect(await handOver(back, raw)).toMatch(/^250 /);
    expect(await failuresOf(email)).toHaveLength(times);
    expect(await db.digest.findUniqueOrThrow({ where: { id } })).toMatchObject({
      sentAt: expect.any(Date),
      failure: "550 5.1.1 No such user here",
    });
  }
  expect((await failuresOf(email))[0]).toMatchObject({ permanent: true, status: "5.1.1" });
  expect(await suppression(email)).toMatchObject({ reason: "bounces" });
});

it("reads a report with any bytes", async () => {
  const email = newAddress();
  const { back } = await sendDigest(email);
  const raw = bounce("failed", "5.1.1", "550 No\0 such \x07user \x80\xff here");
  expect(await handOver(back, raw)).toMatch(/^250 /);
  const [failure] = await failuresOf(email);
  expect(failure?.words).toMatch(/^550 No such user \S+ here$/);
});

it.each([
  ["permanently, without a reason", "failed", "5.0.0", "550 Unknown", true, "5.0.0"],
  [
    "permanently, with the reason only in words",
    "failed",
    "5.0.0",
    "550 5.2.1 Closed",
    true,
    "5.2.1",
  ],
  ["as spam, which is not about the address", "failed", "5.7.1", "554 Spam", false, "5.7.1"],
  ["after days of trying", "failed", "4.4.7", "Expired", false, "4.4.7"],
])("reads an email that came back %s", async (_, action, status, said, permanent, read) => {
  const { back, email } = await sendDigest();
  expect(await handOver(back, bounce(action, status, said))).toMatch(/^250 /);
  expect(await failuresOf(email)).toMatchObject([{ permanent, status: read, words: said }]);
});

it("accepts a report with characters that cannot be stored, so that it is not sent again for days", async () => {
  const { back, email } = await sendDigest();
  expect(await handOver(back, bounce("failed", "5.1.1", "550 a\0b \u0001c"))).toMatch(/^250 /);
  const [failure] = await failuresOf(email);
  expect(failure?.words).toMatch(/^550 [^\p{Cc}]+$/u);
});

it.each([
  ["is late", bounce("delayed", "4.4.1", "No answer")],
  ["has arrived", bounce("delivered", "2.0.0", "OK")],
  ["somebody on holiday answers", "From: a@b.example\nSubject: Away\n\nI am away.\n"],
  ["is marked as not spam", complaint("not-spam")],
  ["is a broken report", report("delivery-status", "\u0000\n\n\n:::\n")],
])("records nothing when an email %s", async (_, raw) => {
  const { back, email, id } = await sendDigest();
  expect(await handOver(back, raw)).toMatch(/^250 /);
  expect(await failuresOf(email)).toEqual([]);
  expect(await suppression(email)).toBeNull();
  expect(await db.digest.findUniqueOrThrow({ where: { id } })).toMatchObject({ failure: null });
});

it("accepts reports only at bounce addresses of readers whose address has not changed", async () => {
  const { back, email } = await sendDigest();
  const other = await sendDigest();
  const raw = bounce("failed", "5.1.1", "550 No");
  const [local = "", domain] = back.split("@");
  const [otherLocal = ""] = other.back.split("@");
  for (const forged of [
    `${local.slice(0, -1)}${local.endsWith("0") ? "1" : "0"}@${domain}`,
    `${otherLocal.slice(0, 39)}${local.slice(39)}@${domain}`,
    `${local}@elsewhere.example`,
    `bounce-1@${domain}`,
  ]) {
    expect(await handOver(forged, raw), forged).toMatch(/^550 .*no such address/);
  }
  await db.subscription.update({ where: { email }, data: { email: newAddress() } });
  expect(await handOver(back, raw)).toMatch(/^550 /);
  expect(await db.mailFailure.count({ where: { email: { in: [email, other.email] } } })).toBe(0);
});

it.each<[string, (mail: Sent) => [to: string, raw: string]]>([
  ["by its bounce address", ({ back }) => [back, complaint("abuse")]],
  [
    "by the sender that it names",
    ({ back }) => ["", complaint("abuse", `\nOriginal-Mail-From: <${back}>`)],
  ],
  [
    "by the link in the mail it is about",
    ({ link }) => ["", complaint("fraud", "", `Subject: x\nList-Unsubscribe: ${link}`)],
  ],
])("ends all email after a complaint, recognized %s", async (_, told) => {
  const mail = await sendDigest();
  const [to, raw] = told(mail);
  expect(await handOver(to || "Complaints@reply.colloquy.example", raw)).toMatch(/^250 /);
  expect(await suppression(mail.email)).toMatchObject({ reason: "complaint" });
});

it("rejects a complaint without proof", async () => {
  const { back, email, id, link } = await sendDigest();
  const forged = link.replace(/token=./, "token=x");
  for (const raw of [
    complaint("abuse", `\nOriginal-Rcpt-To: ${email}`, `Message-ID: <digest-${id}@x.example>`),
    complaint("abuse", "", `List-Unsubscribe: ${forged}`),
    complaint("abuse", `\nOriginal-Mail-From: <${back.replace("-", "-0")}>`),
    complaint("not-spam", "", `List-Unsubscribe: ${link}`),
    bounce("failed", "5.1.1", "550 No"),
    "From: a@b.example\n\nPlease stop.\n",
  ]) {
    expect(await handOver("complaints@reply.colloquy.example", raw)).toMatch(/^550 .*RFC 5965/);
  }
  expect(await suppression(email)).toBeNull();
  expect(await failuresOf(email)).toEqual([]);
});
