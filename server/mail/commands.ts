import "server-only";
import type { z } from "zod";
import { suppress, unsuppress } from "@/server/digests/bounces/suppression/commands";
import { retryFailed } from "@/server/digests/sending/commands";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { log } from "@/server/platform/log";
import { refuse } from "@/server/platform/refusal";
import type { retryInput, suppressInput, unsuppressInput } from "./schema";

/** How long ago a digest may have failed to be retried with all others. */
const RECENT_MS = 24 * 3600 * 1000;

/** Puts a failed digest back in the queue, with all its tries. @throws Refusal CLOSED if it has not failed */
export async function retryDigest({ digestId }: z.output<typeof retryInput>): Promise<void> {
  const retried = await retryFailed({ id: digestId });
  if (retried === 0)
    refuse("CLOSED", { say: "This digest is no longer in the failed list. Reload the page." });
}

/** Puts all digests that failed within the last day back in the queue. @returns how many */
export async function retryRecentDigests(): Promise<{ retried: number }> {
  return {
    retried: await retryFailed({ failedAt: { gt: new Date(now().getTime() - RECENT_MS) } }),
  };
}

/** Ends all email to an address. Safe to repeat: the first reason stays. */
export async function suppressAddress(
  { id }: Viewer,
  { email, note }: z.output<typeof suppressInput>,
): Promise<void> {
  await suppress(db, email.toLowerCase(), "operator", note);
  log.info({ operator: id }, "address suppressed by the operator");
}

/** Allows email to an address again; the next permanent refusal may end it again. Safe to repeat. */
export async function unsuppressAddress(
  { id }: Viewer,
  { email }: z.output<typeof unsuppressInput>,
): Promise<void> {
  await unsuppress(email.toLowerCase());
  log.info({ operator: id }, "address no longer suppressed");
}
