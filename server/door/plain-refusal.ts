import "server-only";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { ZodError } from "zod";
import { refusalOf } from "@/server/platform/database/foreseen";
import { REFUSALS, Refusal } from "@/server/platform/refusal";
import { refusalShape, trpcCodeOf } from "./errors";

/**
 * A refusal as the answer to a plain form: its status and its sentence; an input that is not valid is one, too.
 * Any other error is thrown.
 */
export function plainRefusal(error: unknown): Response {
  const refusal = refusalOfInput(error) ?? refusalOf(error);
  if (!refusal) throw error;
  const status = getHTTPStatusCodeFromError(new TRPCError({ code: trpcCodeOf(refusal) }));
  const headers = new Headers({ "Cache-Control": "no-store" });
  if (refusal.retryAfterSeconds) headers.set("Retry-After", String(refusal.retryAfterSeconds));
  return new Response(`${refusal.message}\n`, { status, headers });
}

function refusalOfInput(error: unknown): Refusal | null {
  if (!(error instanceof ZodError)) return null;
  return new Refusal("INVALID", { say: refusalShape(error)?.say ?? REFUSALS.INVALID });
}

/** The same answer, which refuses plainly. */
export function plainly<Given extends unknown[]>(
  answer: (...given: Given) => Response | Promise<Response>,
): (...given: Given) => Promise<Response> {
  return async (...given) => {
    try {
      return await answer(...given);
    } catch (error) {
      return plainRefusal(error);
    }
  };
}
