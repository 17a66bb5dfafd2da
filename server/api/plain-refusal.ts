import "server-only";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { foreseen } from "@/server/platform/foreseen";
import { trpcCodeOf } from "./errors";

/** A refusal as the answer to a plain form: its status and its sentence. Whatever else it was is thrown. */
export function plainRefusal(error: unknown): Response {
  const refusal = foreseen(error);
  if (!refusal) throw error;
  const status = getHTTPStatusCodeFromError(new TRPCError({ code: trpcCodeOf(refusal) }));
  const headers = new Headers({ "Cache-Control": "no-store" });
  if (refusal.retryAfterSeconds) headers.set("Retry-After", String(refusal.retryAfterSeconds));
  return new Response(`${refusal.message}\n`, { status, headers });
}
