import "server-only";
import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { createCaller } from "@/server/api/root";
import { contextOf } from "@/server/door/context";
import { PATHS, signInPath, welcomePath } from "@/server/platform/web/addresses";

/** The procedures as a server component calls them: the same door, the same proof of the caller. */
export const api = cache(async () => createCaller(await contextOf(await headers())));

/** The procedures as anybody may call them, for pages that are the same for everybody. */
export const guestApi = cache(() =>
  createCaller({
    viewer: null,
    ip: "page",
    direct: null,
    requestId: "page",
    sessionToken: null,
    userAgent: "",
  }),
);

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
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST") notFound();
    if (error.code === "UNAUTHORIZED") redirect(signInPath(to));
    throw error;
  }
}

/** The answer, or null if it was refused: for pages that say so in their own words. Faults stay faults. */
export async function orRefused<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR") return null;
    throw error;
  }
}

/** The viewer, for pages that need one: guests are led to sign in, new people to their first visit. */
export async function requireViewer(to: string) {
  const viewer = await (await api()).people.viewer();
  if (!viewer) redirect(signInPath(to));
  if (!viewer.welcomed) redirect(welcomePath(to));
  return viewer;
}
