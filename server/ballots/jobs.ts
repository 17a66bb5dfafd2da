import "server-only";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { enqueueAll, type Handler, handle, type Recurring } from "@/server/platform/queue";
import { ballotsPath, groupPapersPath, groupWatchesPath } from "@/server/platform/web/addresses";
import { closeBallot } from "./life/closing";
import { NOTICES, OrganizerMail } from "./life/emails";
import { openPlanned } from "./life/opening";
import { listDueRhythms, takeTurn } from "./rhythm/commands";
import {
  CLOSE_BALLOT,
  OPEN_BALLOT,
  ORGANIZER_MAIL,
  type OrganizerNotice,
  SWEEP,
  TELL_ORGANIZERS,
} from "./schema";
import { DRAFT, OPEN } from "./sql";

/**
 * Closes and opens ballots and takes turns that are due, even those missed while no worker ran. Closing comes first,
 * so that a ballot that opens in the same minute finds no open one.
 */
export async function sweep(): Promise<void> {
  const at = now();
  const due = await db.ballot.findMany({
    where: { ...OPEN, closesAt: { lte: at } },
    select: { id: true },
    orderBy: { closesAt: "asc" },
  });
  await each(due, ({ id }) => closeBallot(id, null));
  const planned = await db.ballot.findMany({
    where: { ...DRAFT, opensAt: { lte: at }, group: { archivedAt: null } },
    select: { id: true },
    orderBy: { opensAt: "asc" },
  });
  await each(planned, ({ id }) => openPlanned(id));
  await each(await listDueRhythms(), ({ groupId }) => takeTurn(groupId));
}

/** Handles every item. A failure is logged, and the next sweep tries that item again. */
async function each<T extends object>(due: readonly T[], work: (one: T) => Promise<unknown>) {
  for (const one of due) {
    await work(one).catch((error) =>
      log.error({ due: one, error: String(error) }, "a ballot was not opened or closed"),
    );
  }
}

/** Enqueues one email per organizer, so that a failed email does not repeat the others. */
async function notifyOrganizers({ groupId, what }: z.output<typeof TELL_ORGANIZERS.payload>) {
  const group = await db.group.findUnique({
    where: { id: groupId },
    select: {
      name: true,
      slug: true,
      memberships: {
        where: { role: { in: ["organizer", "owner"] } },
        select: { person: { select: { email: true } } },
      },
    },
  });
  if (!group) return;
  const { name, slug, memberships } = group;
  const mails = memberships.flatMap(({ person: { email } }) =>
    email === null ? [] : [{ payload: { to: email, group: name, slug, what } }],
  );
  await transact((tx) => enqueueAll(tx, ORGANIZER_MAIL, mails));
}

/** Where organizers do something about a notice, unless it is about ballots. */
const PAGES: Partial<Record<OrganizerNotice, (slug: string) => string>> = {
  emptyPool: groupPapersPath,
  watchStopped: groupWatchesPath,
};

async function mailOrganizer({ to, group, slug, what }: z.output<typeof ORGANIZER_MAIL.payload>) {
  const path = PAGES[what]?.(slug) ?? ballotsPath(slug);
  const link = `${env().SITE_URL}${path}`;
  const body = await renderMail(OrganizerMail({ group, what, link }));
  await sendMail({ to, subject: `${NOTICES[what].subject}: ${group}`, ...body });
}

export const handlers: Handler[] = [
  handle(CLOSE_BALLOT, async ({ ballotId }) => {
    await closeBallot(ballotId, null);
  }),
  handle(OPEN_BALLOT, async ({ ballotId }) => {
    await openPlanned(ballotId);
  }),
  handle(TELL_ORGANIZERS, notifyOrganizers),
  handle(ORGANIZER_MAIL, mailOrganizer),
  handle(SWEEP, sweep),
];
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: SWEEP }];
