import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { ZodError } from "zod";
import { REFUSALS, Refusal, type RefusalCode } from "@/server/platform/refusal";

/** A refusal as a client receives it. */
export interface RefusalShape {
  code: RefusalCode | "BROKEN";
  say: string;
  field: string | null;
  retryAfterSeconds: number | null;
  /** Data the screen needs to go on. */
  details: object | null;
}

const CODES: Record<RefusalCode, TRPC_ERROR_CODE_KEY> = {
  SIGN_IN_NEEDED: "UNAUTHORIZED",
  SUSPENDED: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  NOT_ALLOWED: "FORBIDDEN",
  INVALID: "BAD_REQUEST",
  CONFLICT: "CONFLICT",
  ALREADY_DONE: "CONFLICT",
  CLOSED: "PRECONDITION_FAILED",
  TOO_MANY: "TOO_MANY_REQUESTS",
  EXPIRED: "PRECONDITION_FAILED",
  TOO_LARGE: "PAYLOAD_TOO_LARGE",
};

/** The tRPC code of a refusal, and with it the HTTP status. */
export function trpcCodeOf(refusal: Refusal): TRPC_ERROR_CODE_KEY {
  return CODES[refusal.code];
}

/** The refusal inside an error, or null where the error was not foreseen. */
export function refusalShape(cause: unknown): RefusalShape | null {
  if (cause instanceof Refusal) {
    const { code, message: say, field = null, retryAfterSeconds = null, details = null } = cause;
    return { code, say, field, retryAfterSeconds, details };
  }
  if (cause instanceof ZodError) {
    const [issue] = cause.issues;
    const field = issue?.path.join(".") || null;
    // Our own messages are sentences; zod's own need the name of the field.
    const said = issue?.message ?? REFUSALS.INVALID;
    const say = said.startsWith("Invalid") && field ? `${field}: ${said}` : said;
    return { code: "INVALID", say, field, retryAfterSeconds: null, details: null };
  }
  return null;
}
