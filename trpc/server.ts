import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Handover, ServerForPages } from "@/server/api/pages";
import { PATHS, signInPath, welcomePath } from "@/server/platform/web/addresses";

/** The server of this process, which `server/api/pages.ts` has handed over. */
function server(): ServerForPages {
  const { colloquyServer } = globalThis as Handover;
  if (colloquyServer) return colloquyServer;
  throw new Error(
    "These pages have no server behind them. Start the site with `npm start` or `npm run dev`, not with `next`.",
  );
}

/** The procedures as a server component calls them: the same door, the same proof of the caller. */
export const api = cache(async () => {
  // First, because a build has no request yet, and no server either.
  const from = await headers();
  return server().proceduresFor(from);
});

/** The procedures as anybody may call them, for pages that are the same for everybody. */
export const guestApi = cache(() => server().proceduresForGuests());

/** The path and the query of the address that was asked for, as the web server in front of the pages got it. */
export async function askedAddress(): Promise<string | null> {
  return (await headers()).get("x-colloquy-path");
}

/** The server's time (milliseconds) at which this page began to be read. */
export const readAt = cache(() => Date.now());

/**
 * Shows the page for something that does not exist (or may not be seen), or the way to sign in if that is missing.
 * @param to where to come back to after signing in
 */
export async function orNotFound<T>(answer: Promise<T>, to: string = PATHS.desk): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = server().codeOf(error);
    if (code === "NOT_FOUND" || code === "BAD_REQUEST") notFound();
    if (code === "UNAUTHORIZED") redirect(signInPath(to));
    throw error;
  }
}

/** The answer, or null if it was refused: for pages that say so in their own words. Faults stay faults. */
export async function orRefused<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    const code = server().codeOf(error);
    if (code === null || code === "INTERNAL_SERVER_ERROR") throw error;
    return null;
  }
}

/** Whether a procedure was refused because the caller asks too often; its message says how long to wait. */
export function isAskedTooOften(error: unknown): error is Error {
  return server().codeOf(error) === "TOO_MANY_REQUESTS";
}

/** The reader of a page that is for people only: guests are led to sign in, new people to their first visit. */
export async function requireReader(to: string) {
  return welcomed(await (await api()).people.reader(), to);
}

/** The viewer, for pages that name them, or that depend on what they may do on the site. See `requireReader`. */
export async function requireViewer(to: string) {
  return welcomed(await (await api()).people.viewer(), to);
}

function welcomed<Person extends { welcomed: boolean }>(person: Person | null, to: string): Person {
  if (!person) redirect(signInPath(to));
  if (!person.welcomed) redirect(welcomePath(to));
  return person;
}
