// Renders the emails of a batch of digests.
import "server-only";
import { firstLines } from "@/server/papers/rules";
import { now } from "@/server/platform/clock";
import { db, type Tx } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import type { Mail } from "@/server/platform/mail/mail";
import { remembered } from "@/server/platform/remembered";
import { sign } from "@/server/platform/signed-link";
import { bounceAddress } from "../bounces/address";
import { sourcesInWords } from "../rules";
import { type Schedule, scheduleInWords } from "../schedule/rules";
import { ANSWER, type Length, MANAGE, UNSUBSCRIBE, UPVOTE } from "../schema";
import { sectionsOf } from "../sections/entries";
import { pausable } from "../subscriptions/commands";
import { namedSources } from "../subscriptions/queries";
import type { DigestWords } from "./emails";
import { contentOf, type ShownItem } from "./queries";
import { fitting } from "./size-limit";

/** A digest that is to be put into words, and for whom. */
export interface ToBuild {
  id: string;
  subscriptionId: string;
  personId: string | null;
  to: string;
}

interface Choices {
  /** Whether it is read once more, with what was seen meanwhile. */
  again?: boolean;
  evenEmpty?: boolean;
}

/**
 * The mails of these digests, by digest, as their readers may see them at this moment; null where nothing is
 * left to say, but for who wants to see that. A fixed number of statements, however many they are.
 */
export async function built(
  digests: readonly ToBuild[],
  tx: Tx = db,
  how: Choices = {},
): Promise<Map<string, Mail | null>> {
  const read = await toBuild(digests, tx, how);
  const mails = [...read].map(async ([id, mail]) => [id, mail && (await mail())] as const);
  return new Map(await Promise.all(mails));
}

/** The same, read; each mail is written when it is asked for. */
export async function toBuild(
  digests: readonly ToBuild[],
  tx: Tx = db,
  how: Choices = {},
): Promise<Map<string, (() => Promise<Mail>) | null>> {
  const ids = digests.map(({ id }) => id);
  const content = await contentOf(tx, ids, how);
  const rows = await tx.digest.findMany({
    where: { id: { in: ids } },
    select: { id: true, length: true, dueAt: true, subscription: true },
  });
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const sources = await namedSources(
    tx,
    digests.map(({ subscriptionId }) => subscriptionId),
  );
  return new Map(
    digests.map((digest) => {
      const row = rowOf.get(digest.id);
      const items = content.get(digest.id) ?? [];
      const empty =
        items.length === 0 && row?.subscription.skipsEmpty && !how.again && !how.evenEmpty;
      if (!row || empty) return [digest.id, null];
      const about = firstLines(sourcesInWords(sources.get(digest.subscriptionId) ?? []), ABOUT);
      return [digest.id, () => mailOf(digest, inWordsOf(digest, { ...row, about, items }))];
    }),
  );
}

/** Characters of a subject, and of what a digest is about: it may be about forty things. */
const SUBJECT = 120;
const ABOUT = 240;

async function mailOf({ id, subscriptionId, to }: ToBuild, words: DigestWords): Promise<Mail> {
  const { SITE_URL } = env();
  const { hostname } = new URL(SITE_URL);
  const token = sign(UNSUBSCRIBE, { id: subscriptionId, email: to });
  const [first] = words.sections.flatMap(({ title, entries }) =>
    entries.slice(0, 1).map((entry) => `${title}: ${entry.title}`),
  );
  return {
    to,
    subject: firstLines(first ?? "Nothing new since your last digest", SUBJECT),
    ...(await fitting(words)),
    returnPath: bounceAddress(id, to),
    headers: {
      "Message-ID": `<digest-${id}@${hostname}>`,
      // Mail programs show the digests of one subscription as one conversation.
      References: `<subscription-${subscriptionId}@${hostname}>`,
      "List-Id": `${words.about.replace(/[<>",\r\n]/g, "").slice(0, 60)} <${subscriptionId}.digests.${hostname}>`,
      "List-Unsubscribe": `<${SITE_URL}/api/unsubscribe?token=${token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
      Precedence: "bulk",
    },
  };
}

interface Said {
  length: Length;
  dueAt: Date;
  subscription: Parameters<typeof pausable>[0] & Omit<Schedule, "fromDay">;
  about: string;
  items: ShownItem[];
}

const dayIn = remembered(
  (timeZone) => new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone }),
  100,
);

/** A digest in words, with the addresses that are signed for its reader. */
function inWordsOf(
  { subscriptionId: id, personId, to: email }: ToBuild,
  { length, dueAt, subscription, about, items }: Said,
): DigestWords {
  const { SITE_URL: site } = env();
  const { timeZone } = subscription;
  const sentAt = now().getTime();
  const token = (purpose: typeof UNSUBSCRIBE | typeof MANAGE) => sign(purpose, { id, email });
  return {
    about,
    day: dayIn(timeZone).format(dueAt),
    sections: sectionsOf(items, {
      ...{ site, timeZone, length },
      upvote: (paperId) =>
        personId && `${site}/by-mail/upvote?token=${sign(UPVOTE, { personId, paperId, sentAt })}`,
      answer: (meetingId) =>
        personId && `${site}/by-mail/answer?token=${sign(ANSWER, { personId, meetingId, sentAt })}`,
    }),
    schedule: scheduleInWords(pausable(subscription)),
    manage: `${site}/digest-by-mail?token=${token(MANAGE)}`,
    unsubscribe: `${site}/unsubscribe?token=${token(UNSUBSCRIBE)}`,
  };
}
