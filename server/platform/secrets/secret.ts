import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** A secret nobody can guess, fit for a link: 256 bits, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Hashes a secret for the database, so that nobody who reads it there can use it. Hex. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
