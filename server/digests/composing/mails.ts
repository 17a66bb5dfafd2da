// Renders the emails of a batch of digests.
import "server-only";
import { RSVP } from "@/server/meetings/schema";
import { now } from "@/server/platform/clock";
import { db, type Tx } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { type BulkMail, inWhole, type Mail } from "@/server/platform/mail/mail";
import { memoize } from "@/server/platform/memoize";
import { sign } from "@/server/platform/secrets/signed-link";
import { firstLines } from "@/server/platform/text/words";
import {
  digestByMailPath,
  oneClickUnsubscribePath,
  rsvpByMailPath,
  unsubscribePath,
  upvoteByMailPath,
} from "@/server/platform/web/addresses";
import { makeBounceAddress } from "../bounces/address";
import { UPVOTE } from "../links/schema";
import { sourcesInWords } from "../rules";
import { type Schedule, scheduleInSentence } from "../schedule/rules";
import { type Length, MANAGE, UNSUBSCRIBE } from "../schema";
import { describeSections, subjectOf } from "../sections/entries";
import { findNamedSources, toSchedule } from "../subscriptions/queries";
import type { DigestWords } from "./emails";
import { readContent, type ShownItem } from "./queries";
import { renderFitting } from "./size-limit";

/** A digest to render, and its reader. */
export interface DigestToRender {
  id: string;
  subscriptionId: string;
  personId: string | null;
  to: string;
}

interface RenderOptions {
  /** Includes items that the reader has seen meanwhile, for reading a past digest again. */
  again?: boolean;
  evenEmpty?: boolean;
}

/**
 * Renders the emails of digests, as their readers may see them now; null if nothing is left to say,
 * unless an empty digest is wanted. The number of statements is fixed, however many digests there are.
 */
export async function renderMails(
  digests: readonly DigestToRender[],
  tx: Tx = db,
  options: RenderOptions = {},
): Promise<Map<string, Mail | null>> {
  const prepared = await prepareMails(digests, tx, options);
  const mails = [...prepared].map(
    async ([id, mail]) => [id, mail && inWhole(await mail())] as const,
  );
  return new Map(await Promise.all(mails));
}

/** Reads the content of digests; each email is rendered when its function is called. */
export async function prepareMails(
  digests: readonly DigestToRender[],
  tx: Tx = db,
  options: RenderOptions = {},
): Promise<Map<string, (() => Promise<BulkMail>) | null>> {
  const ids = digests.map(({ id }) => id);
  const content = await readContent(tx, ids, options);
  const rows = await tx.digest.findMany({
    where: { id: { in: ids } },
    select: { id: true, length: true, dueAt: true, subscription: true },
  });
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const sources = await findNamedSources(
    tx,
    digests.map(({ subscriptionId }) => subscriptionId),
  );
  return new Map(
    digests.map((digest) => {
      const row = rowOf.get(digest.id);
      const items = content.get(digest.id) ?? [];
      const empty =
        items.length === 0 && row?.subscription.skipsEmpty && !options.again && !options.evenEmpty;
      if (!row || empty) return [digest.id, null];
      const about = firstLines(sourcesInWords(sources.get(digest.subscriptionId) ?? []), ABOUT_MAX);
      return [digest.id, () => composeMail(digest, { ...row, about, items })];
    }),
  );
}

/** Characters of a subject, and of the description of sources, of which there can be forty. */
const SUBJECT_MAX = 120;
const ABOUT_MAX = 240;

const hostnameOf = memoize((site) => new URL(site).hostname, 1);

async function composeMail(digest: DigestToRender, content: DigestContent): Promise<BulkMail> {
  const { id, subscriptionId, to } = digest;
  const { SITE_URL } = env();
  const hostname = hostnameOf(SITE_URL);
  const token = sign(UNSUBSCRIBE, { id: subscriptionId, email: to });
  const words = describeDigest(digest, content, token);
  const [first] = words.sections.flatMap((section) => subjectOf(section) ?? []);
  return {
    to,
    subject: firstLines(first ?? "Nothing new this time", SUBJECT_MAX),
    ...(await renderFitting(words)),
    returnPath: makeBounceAddress(id, to),
    headers: {
      "Message-ID": `<digest-${id}@${hostname}>`,
      // Mail programs group the digests of one subscription as a conversation.
      References: `<subscription-${subscriptionId}@${hostname}>`,
      "List-ID": `${words.about.replace(/[<>",\r\n]/g, "").slice(0, 60)} <${subscriptionId}.digests.${hostname}>`,
      "List-Unsubscribe": `<${SITE_URL}${oneClickUnsubscribePath(token)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
      Precedence: "bulk",
    },
  };
}

interface DigestContent {
  length: Length;
  dueAt: Date;
  subscription: Parameters<typeof toSchedule>[0] & Omit<Schedule, "fromDay">;
  about: string;
  items: ShownItem[];
}

const dayFormatIn = memoize(
  (timeZone) => new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone }),
  100,
);

/** Describes a digest in words, with the links signed for its reader. */
function describeDigest(
  { subscriptionId: id, personId, to: email }: DigestToRender,
  { length, dueAt, subscription, about, items }: DigestContent,
  unsubscribeToken: string,
): DigestWords {
  const { SITE_URL: site } = env();
  const { timeZone } = subscription;
  const sentAt = now().getTime();
  return {
    about,
    day: dayFormatIn(timeZone).format(dueAt),
    sections: describeSections(items, {
      site,
      timeZone,
      length,
      upvoteLink: (paperId) =>
        personId && site + upvoteByMailPath(sign(UPVOTE, { personId, paperId, sentAt })),
      rsvpLink: (meetingId) =>
        personId && site + rsvpByMailPath(sign(RSVP, { personId, meetingId, sentAt })),
    }),
    schedule: scheduleInSentence(toSchedule(subscription)),
    manage: site + digestByMailPath(sign(MANAGE, { id, email })),
    unsubscribe: site + unsubscribePath(unsubscribeToken),
  };
}
