import "server-only";
import { deletedPerson, isCollision, isGone } from "./db";
import { log } from "./log";
import { Refusal } from "./refusal";

/**
 * The "no" that an error comes to: one that was said, or one of the database because somebody else was faster.
 * @param askedBy the person whose call it was
 * @returns null where the error was not foreseen
 */
export function foreseen(error: unknown, askedBy?: string): Refusal | null {
  if (error instanceof Refusal) return error;
  const deleted = deletedPerson(error);
  if (deleted !== null && deleted === askedBy) {
    return new Refusal("SIGN_IN_NEEDED", { say: "This account has been deleted." });
  }
  if (deleted !== null) {
    return new Refusal("NOT_FOUND", { say: "This person has deleted their account." });
  }
  const collision = isCollision(error);
  if (!collision && !isGone(error)) return null;
  // Rare enough to be looked at: where it is frequent, something waits in the wrong order.
  log.warn({ error: String(error) }, "somebody else was faster");
  if (collision) return new Refusal("CONFLICT");
  return new Refusal("NOT_FOUND", { say: "This has just been deleted. Reload the page." });
}
