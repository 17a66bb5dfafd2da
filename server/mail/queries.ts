import "server-only";
import type { z } from "zod";
import type { Prisma } from "@/prisma/generated/client";
import { GIVE_UP_REASONS } from "@/server/digests/bounces/rules";
import { countItems } from "@/server/digests/past/queries";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { env } from "@/server/platform/env";
import { canonicalAddress } from "@/server/platform/mail/address";
import { type digestListInput, type mailListInput, PICTURE_DAYS } from "./schema";

/** Rows on one page. */
const PAGE_SIZE = 50;
const DAY_MS = 24 * 3600 * 1000;

/** Reads an overview of the site's email: digests waiting, sent and failed within a day, and the settings. */
export async function readMailOverview() {
  const at = now();
  const yesterday = new Date(at.getTime() - DAY_MS);
  const [waiting, later, next, due, sent, failed, suppressed] = await Promise.all([
    db.digest.count({ where: { tryAt: { lte: at } } }),
    db.digest.count({ where: { tryAt: { gt: at } } }),
    db.subscription.aggregate({ _min: { nextDueAt: true }, where: RUNNING }),
    db.subscription.count({
      where: { ...RUNNING, nextDueAt: { lte: new Date(at.getTime() + DAY_MS) } },
    }),
    db.digest.count({ where: { sentAt: { gt: yesterday } } }),
    db.digest.count({ where: { failedAt: { gt: yesterday } } }),
    db.suppressedAddress.count(),
  ]);
  const { SMTP_URL, MAIL_FROM, MAILS_PER_SECOND, MAILS_PER_DOMAIN_SECOND, INBOUND_DOMAIN } = env();
  return {
    waiting,
    later,
    due,
    sent,
    failed,
    suppressed,
    nextDueAt: next._min.nextDueAt,
    from: MAIL_FROM,
    /** False if emails only go to the mailbox page. */
    smtp: SMTP_URL !== undefined,
    /** False if bounces and complaints are not read. */
    reports: INBOUND_DOMAIN !== undefined,
    rates: { site: MAILS_PER_SECOND, domain: MAILS_PER_DOMAIN_SECOND },
  };
}

const RUNNING = { unsubscribedAt: null } as const;

/** One day of the chart. */
export interface MailDay {
  /** YYYY-MM-DD, in the viewer's time zone. */
  day: string;
  sent: number;
  /** Given up. */
  failed: number;
  /** Bounced after sending, or reported as spam. */
  returned: number;
}

/** Counts emails on each of the last days in the viewer's time zone, oldest first. */
export async function countMailByDay({ timeZone }: Viewer): Promise<MailDay[]> {
  const since = new Date(now().getTime() - PICTURE_DAYS * DAY_MS);
  return db.$queryRaw<MailDay[]>`
    WITH days AS (
      SELECT (date_trunc('day', ${now()} AT TIME ZONE ${timeZone}) - back * interval '1 day')::date AS day
      FROM generate_series(0, ${PICTURE_DAYS - 1}::int) back),
    sent AS (SELECT ("sentAt" AT TIME ZONE ${timeZone})::date AS day, count(*)::int AS count
      FROM "Digest" WHERE "sentAt" > ${since} GROUP BY 1),
    failed AS (SELECT ("failedAt" AT TIME ZONE ${timeZone})::date AS day, count(*)::int AS count
      FROM "Digest" WHERE "failedAt" > ${since} GROUP BY 1),
    returned AS (SELECT (f.at AT TIME ZONE ${timeZone})::date AS day, count(*)::int AS count
      FROM "MailFailure" f LEFT JOIN "Digest" d ON d.id = f."digestId"
      WHERE f.at > ${since} AND (f.complaint OR d."sentAt" IS NOT NULL) GROUP BY 1)
    SELECT to_char(days.day, 'YYYY-MM-DD') AS day, coalesce(sent.count, 0) AS sent,
      coalesce(failed.count, 0) AS failed, coalesce(returned.count, 0) AS returned
    FROM days LEFT JOIN sent USING (day) LEFT JOIN failed USING (day) LEFT JOIN returned USING (day)
    ORDER BY days.day`;
}

/** Latest first, by the time of this name. */
const latestFirst = (by: string): ListOrder => [
  { by, as: "time", desc: true },
  { by: "id", as: "id", desc: true },
];

const LISTED = {
  waiting: {
    where: { tryAt: { not: null } },
    order: [
      { by: "tryAt", as: "time" },
      { by: "id", as: "id" },
    ],
  },
  failed: { where: { failedAt: { not: null } }, order: latestFirst("failedAt") },
  sent: { where: { sentAt: { not: null } }, order: latestFirst("sentAt") },
} satisfies Record<string, { where: Prisma.DigestWhereInput; order: ListOrder }>;
const SUPPRESSED: ListOrder = [
  { by: "createdAt", as: "time", desc: true },
  { by: "email", as: "text" },
];

/** Lists a page of digests that are waiting, failed or sent, and their readers. */
export async function listDigests({
  list,
  page: position,
  address,
}: z.output<typeof digestListInput>) {
  const { where, order } = LISTED[list];
  const page = planPage(position, PAGE_SIZE, order);
  const owner = address ? { subscription: whereAddressContains(address) } : {};
  const read = await db.digest.findMany({
    where: { AND: [where, owner, page.where] },
    orderBy: page.orderBy,
    select: {
      id: true,
      dueAt: true,
      tryAt: true,
      tries: true,
      sentAt: true,
      failedAt: true,
      failure: true,
      subscription: {
        select: { email: true, person: { select: { email: true, handle: true, name: true } } },
      },
    },
    skip: page.skip,
    take: page.take,
  });
  const { rows, ...rest } = page.cut(read);
  const itemsOf = await countItems(rows.map(({ id }) => id));
  const digests = rows.map(({ subscription: { email, person }, ...digest }) => ({
    ...digest,
    email: person ? person.email : email,
    person: person && { handle: person.handle, name: person.name },
    items: itemsOf(digest.id),
    /** Whether trying again may help. */
    retriable: digest.failedAt !== null && !NOT_RETRIABLE.includes(digest.failure ?? ""),
  }));
  return { rows: digests, ...rest };
}

/** Reasons that another try does not change. */
const NOT_RETRIABLE: readonly string[] = Object.values(GIVE_UP_REASONS);

/** Converts a whole address to its stored form, or a part of one to lower case. */
function toStoredForm(address: string): string {
  return canonicalAddress(address) ?? address.toLowerCase();
}

function whereAddressContains(address: string): Prisma.SubscriptionWhereInput {
  const email = { contains: toStoredForm(address) } as const;
  return { OR: [{ email }, { person: { email } }] };
}

/** Lists a page of reports by mail servers, bounces and complaints, latest first. */
export async function listMailReports({ page: position, address }: z.output<typeof mailListInput>) {
  const page = planPage(position, PAGE_SIZE, latestFirst("at"));
  const read = await db.mailFailure.findMany({
    where: { AND: [address ? { email: { contains: toStoredForm(address) } } : {}, page.where] },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  return page.cut(read);
}

/** Lists a page of suppressed addresses, latest first. */
export async function listSuppressedAddresses({
  page: position,
  address,
}: z.output<typeof mailListInput>) {
  const page = planPage(position, PAGE_SIZE, SUPPRESSED);
  const read = await db.suppressedAddress.findMany({
    where: { AND: [address ? { email: { contains: toStoredForm(address) } } : {}, page.where] },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  return page.cut(read);
}
