import "server-only";
import { log } from "../log";
import { Refusal } from "../refusal";
import { deletedPerson, isCollision, isGone } from "./db";
import { isValueRefused } from "./refused-value";

/** The sentence for a value that got past the parser. A test that meets it has found a hole in the parser. */
export const PAST_THE_PARSER = "Something here cannot be saved as it is. Change it and try again.";

interface Asked {
  /** The person who made the call. */
  by?: string | undefined;
  /** Details of the call for the log. */
  about?: object;
}

/**
 * Finds the refusal in an error: one of our own, one of the database because somebody else was faster, or one
 * for a value that only PostgreSQL refused. The last kind is their fault and ours: a refusal for them, an error in
 * the log.
 * @returns null if the error is a fault
 */
export function refusalOf(error: unknown, { by, about = {} }: Asked = {}): Refusal | null {
  if (error instanceof Refusal) return error;
  const deleted = deletedPerson(error);
  if (deleted !== null && deleted === by) {
    return new Refusal("SIGN_IN_NEEDED", { say: "This account has been deleted." });
  }
  if (deleted !== null) {
    return new Refusal("NOT_FOUND", { say: "This person has deleted their account." });
  }
  if (isValueRefused(error)) {
    log.error({ ...about, err: error }, "a value got past the parser");
    return new Refusal("INVALID", { say: PAST_THE_PARSER });
  }
  const collision = isCollision(error);
  if (!collision && !isGone(error)) return null;
  // This is rare. If the log shows it often, some transaction takes its locks in the wrong order.
  log.warn({ error: String(error) }, "somebody else was faster");
  if (collision) return new Refusal("CONFLICT");
  return new Refusal("NOT_FOUND", { say: "This has just been deleted. Reload the page." });
}
