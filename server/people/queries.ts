import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import { noteShown } from "@/server/platform/web/finished/shown";
import type { Viewer } from "./policy";
import { browserInWords } from "./rules";
import { outsideSignIns } from "./sign-in/providers";

/** Reads the viewer as their own pages show them; null for a guest. */
export function shownViewer(viewer: Viewer | null) {
  // Pages are made for all as for a guest, who has nothing that changes.
  noteShown();
  if (!viewer) return null;
  const { handle, name, timeZone, welcomed, suspended, moderator, operator } = viewer;
  return { handle, name, timeZone, welcomed, suspended, moderator, operator };
}

/**
 * Reads what most pages need to know of their reader; null for a guest. It names nobody, so that one rendering of a
 * page can serve everybody to whom it says the same (server/platform/web/memoized).
 */
export function shownReader(viewer: Viewer | null) {
  noteShown();
  return viewer && { timeZone: viewer.timeZone, welcomed: viewer.welcomed };
}

/** Reads the viewer's profile, connected accounts and open sessions. */
export async function readProfile(viewer: Viewer, sessionToken: string | null) {
  const person = await db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: {
      name: true,
      handle: true,
      email: true,
      timeZone: true,
      accounts: {
        select: { provider: true, createdAt: true },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
      sessions: {
        where: { expiresAt: { gt: now() } },
        select: { id: true, tokenHash: true, userAgent: true, createdAt: true, lastSeenAt: true },
        orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
        take: 50,
      },
    },
  });
  const mine = sessionToken ? hashSecret(sessionToken) : null;
  const sessions = person.sessions.map(({ tokenHash, userAgent, ...rest }) => ({
    ...rest,
    browser: browserInWords(userAgent),
    here: tokenHash === mine,
  }));
  const known = outsideSignIns();
  const accounts = person.accounts.map(({ provider, createdAt }) => ({
    provider,
    // A provider that is no longer configured still has its account here.
    name: known.find(({ id }) => id === provider)?.name ?? provider,
    createdAt,
  }));
  return {
    ...person,
    sessions,
    accounts,
    connectable: known.filter(({ id }) => !accounts.some(({ provider }) => provider === id)),
    suspended: viewer.suspended,
  };
}
