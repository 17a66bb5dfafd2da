// Subscriptions of an email address without an account.
import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { mailboxOf } from "@/server/people/rules";
import { now } from "@/server/platform/clock";
import { db, Prisma, type Tx, transact } from "@/server/platform/db";
import { type Limit, spendEach } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { verified } from "@/server/platform/signed-link";
import { nextUnpaused, sourcesInWords } from "../rules";
import { scheduleInWords } from "../schedule/rules";
import {
  CONFIRM_MAIL,
  type PublicSource,
  SOURCES_MAX,
  SUBSCRIBE,
  type subscribeInput,
} from "../schema";
import { chosen, demandRoom, firstDue, pausable, resolved } from "./commands";

const PER_ADDRESS: Limit = { name: "subscribe-address", points: 3, perSeconds: 3600 };
const PER_IP: Limit = { name: "subscribe-ip", points: 20, perSeconds: 3600 };
/** A confirmation is worth this long. */
const CONFIRM_MS = 3 * 24 * 3600 * 1000;
/** What an address gets that has chosen nothing else. */
const USUAL: Omit<Parameters<typeof chosen>[0], "timeZone"> = {
  ...{ cadence: "daily", days: [1], dayOfMonth: 1, hour: 8, minute: 0 },
  ...{ length: "full", skipsEmpty: true, pausedUntil: null },
};

/**
 * Mails a link that confirms. The answer is the same for known and unknown addresses.
 * @throws Refusal INVALID where the topic is not there
 */
export async function requestSubscription(
  input: z.output<typeof subscribeInput>,
  ip: string,
): Promise<void> {
  await spendEach([PER_IP, ip], [PER_ADDRESS, mailboxOf(input.email)]);
  const askedAt = now().toISOString();
  await transact(async (tx) => {
    await resolved(tx, null, [input.about]);
    await enqueue(tx, CONFIRM_MAIL, { ...input, askedAt });
  });
}

/** What an address asks for, in words: "trending in Consensus". */
export async function aboutInWords(about: PublicSource): Promise<string> {
  const topic =
    about.kind === "topic"
      ? await db.topic.findUnique({ where: { slug: about.topic }, select: { name: true } })
      : null;
  const name = about.kind === "search" ? about.query : (topic?.name ?? null);
  return sourcesInWords([{ kind: about.kind, name }]);
}

/**
 * Opens the subscription that a mailed link proves: the address's own, or where a person has the address
 * one of hers. What is running keeps its schedule, what was ended after the link was asked for stays so.
 * @returns when the first digest comes, and the schedule in words
 * @throws Refusal EXPIRED; INVALID where the topic is gone, or a person has enough
 */
export async function confirmSubscription(token: string) {
  const content = verified(SUBSCRIBE, token);
  if (!content || content.askedAt + CONFIRM_MS < now().getTime()) refuse("EXPIRED");
  const { email, timeZone, askedAt, about } = content;
  return transact(async (tx) => {
    const [person] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Person" WHERE email = ${email} FOR UPDATE`;
    await lockAddress(tx, email);
    if (person) await claim(tx, [{ personId: person.id, email }]);
    const found = await confirmed(tx, person?.id ?? null, email, about);
    if (!found) {
      if (person) await demandRoom(tx, person.id);
      return answer(await opened(tx, person ? { personId: person.id } : { email }, content));
    }
    if (found.unsubscribedAt && found.unsubscribedAt.getTime() >= askedAt) {
      refuse("EXPIRED", {
        say: "You unsubscribed after asking for this link. Subscribe again to get a new one.",
      });
    }
    const running = found.cadence !== "off" && !found.unsubscribedAt;
    if (person) return answer(running ? found : await reopened(tx, found, found.timeZone));
    await addSource(tx, found.id, about, running);
    // Who has no account tells the time zone by subscribing.
    return answer(await reopened(tx, found, timeZone));
  });
}

/** A new subscription about one thing. */
async function opened(
  tx: Tx,
  owner: { personId: string } | { email: string },
  { timeZone, about }: { timeZone: string; about: PublicSource },
) {
  const usual = chosen({ ...USUAL, timeZone });
  const nextDueAt = nextUnpaused(pausable(usual), now());
  const sources = await resolved(tx, null, [about]);
  await tx.subscription.create({
    data: { ...usual, ...owner, nextDueAt, confirmedAt: now(), sources: { create: sources } },
  });
  return { ...usual, nextDueAt };
}

/** A subscription that may have been ended or switched off, once more. */
async function reopened(tx: Tx, found: Subscription, timeZone: string) {
  const cadence = found.cadence === "off" ? USUAL.cadence : found.cadence;
  const nextDueAt = await firstDue(tx, found.id, pausable({ ...found, cadence, timeZone }));
  return tx.subscription.update({
    where: { id: found.id },
    data: { confirmedAt: now(), unsubscribedAt: null, cadence, timeZone, nextDueAt },
  });
}

/** An address's own is about this too; one that was ended, about nothing else. */
async function addSource(tx: Tx, subscriptionId: string, about: PublicSource, running: boolean) {
  if (!running) await tx.digestSource.deleteMany({ where: { subscriptionId } });
  const there = await tx.digestSource.findFirst({ where: { subscriptionId, ...same(about) } });
  if (there) return;
  const { _count, _max } = await tx.digestSource.aggregate({
    where: { subscriptionId },
    ...{ _count: true, _max: { position: true } },
  });
  if (_count >= SOURCES_MAX) {
    refuse("INVALID", {
      say: `This digest is already about ${SOURCES_MAX} things. Remove one of them first.`,
    });
  }
  const position = (_max.position ?? 0) + 1;
  const rows = await resolved(tx, null, [about]);
  await tx.digestSource.createMany({
    data: rows.map((row) => ({ ...row, subscriptionId, position })),
  });
}

/** What finds rows that are about this. */
function same(about: PublicSource) {
  const { kind } = about;
  if (about.kind === "topic") return { kind, topicSlug: about.topic };
  if (about.kind === "trending") return { kind };
  return { kind, query: { equals: about.query, mode: "insensitive" as const } };
}

/** The subscription that a confirmed address opens: its own, or the first of a person's that is about this. */
async function confirmed(tx: Tx, personId: string | null, email: string, about: PublicSource) {
  if (personId === null) return tx.subscription.findUnique({ where: { email } });
  return tx.subscription.findFirst({
    where: { personId, sources: { some: same(about) } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

type Subscription = NonNullable<Awaited<ReturnType<typeof confirmed>>>;
type Kept = Parameters<typeof pausable>[0] & Omit<ReturnType<typeof chosen>, "fromDay">;

function answer(subscription: Kept & { nextDueAt: Date | null }) {
  const { nextDueAt, timeZone } = subscription;
  return { nextDueAt, timeZone, words: scheduleInWords(pausable(subscription)) };
}

/** Claims what the viewer's address has by itself. Cheap where there is nothing. */
export async function claimOwn(viewer: Viewer): Promise<void> {
  const there = await db.$queryRaw<{ email: string }[]>`
    SELECT p.email FROM "Person" p JOIN "Subscription" s ON s.email = p.email
    WHERE p.id = ${viewer.id}::uuid`;
  if (there.length === 0) return;
  await transact((tx) =>
    claim(
      tx,
      there.map(({ email }) => ({ personId: viewer.id, email })),
    ),
  );
}

async function lockAddress(tx: Tx, email: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`subscription ${email}`}, 0))`;
}

/** A person, and the address that is hers. */
interface Owner {
  personId: string;
  email: string;
}

/**
 * Makes the subscriptions that addresses have by themselves those of the persons whose addresses they are,
 * with their past: what they said was said to them. The same three statements for one as for many.
 */
export async function claim(tx: Tx, owners: readonly Owner[]): Promise<void> {
  const emails = owners.map(({ email }) => email).sort();
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('subscription ' || email, 0))
    FROM unnest(${emails}::text[]) AS o(email)`;
  const owner = Prisma.sql`unnest(${owners.map(({ personId }) => personId)}::uuid[],
    ${owners.map(({ email }) => email)}::text[]) AS o("personId", email)`;
  await tx.$executeRaw`
    UPDATE "DigestItem" i SET "readerId" = o."personId"
    FROM ${owner} JOIN "Subscription" s ON s.email = o.email
    WHERE i."readerId" = s.id AND NOT EXISTS (SELECT FROM "DigestItem" d
      WHERE d."readerId" = o."personId" AND d.subject = i.subject)`;
  await tx.$executeRaw`
    UPDATE "Subscription" s SET "personId" = o."personId", email = NULL
    FROM ${owner} WHERE s.email = o.email`;
}
