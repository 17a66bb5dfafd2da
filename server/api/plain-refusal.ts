import "server-only";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { Refusal } from "@/server/platform/refusal";
import { trpcCodeOf } from "./errors";

/** A refusal as the answer to a plain form: its status and its sentence. Whatever else it was is thrown. */
export function plainRefusal(error: unknown): Response {
  if (!(error instanceof Refusal)) throw error;
  const status = getHTTPStatusCodeFromError(new TRPCError({ code: trpcCodeOf(error) }));
  const headers = new Headers({ "Cache-Control": "no-store" });
  if (error.retryAfterSeconds) headers.set("Retry-After", String(error.retryAfterSeconds));
  return new Response(`${error.message}\n`, { status, headers });
}
