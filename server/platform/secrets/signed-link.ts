import "server-only";
import { createHmac, createSecretKey, type Hmac, timingSafeEqual } from "node:crypto";
import type { z } from "zod";
import { env } from "../env";
import { memoize } from "../memoize";

/** Purpose and content of one kind of token. A token for one purpose is invalid for any other. */
export interface Purpose<Content extends z.ZodType = z.ZodType> {
  name: string;
  content: Content;
}

/** A secret as a key, which Node would otherwise make anew for each proof. */
const keyOf = memoize((secret) => createSecretKey(secret, "utf8"), 1);

function hmacOf(purpose: string, text: string): Hmac {
  return createHmac("sha256", keyOf(env().AUTH_SECRET)).update(`${purpose}.${text}`);
}

/** Computes the proof that a text was written here, for one purpose. */
export function macOf(purpose: string, text: string): Buffer {
  return hmacOf(purpose, text).digest();
}

/** Whether two proofs are the same, compared in constant time. */
export function sameMac(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Signs content into a token for one purpose only. */
export function sign<C extends z.ZodType>({ name }: Purpose<C>, content: z.input<C>): string {
  const body = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${body}.${hmacOf(name, body).digest("base64url")}`;
}

/** Reads the content of a token. @returns null if it was not signed here for this purpose */
export function verifyToken<C extends z.ZodType>(
  { name, content }: Purpose<C>,
  token: string,
): z.output<C> | null {
  const [body = "", given = "", ...rest] = token.split(".");
  // Compares the written text, because several base64 texts stand for the same bytes.
  const proof = hmacOf(name, body).digest("base64url");
  if (rest.length > 0 || !sameMac(Buffer.from(given), Buffer.from(proof))) return null;
  // The content is parsed only after its signature was verified.
  const said: unknown = JSON.parse(Buffer.from(body, "base64url").toString());
  const read = content.safeParse(said);
  return read.success ? read.data : null;
}
