import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/server/platform/env";

type Purpose = "subscribe" | "unsubscribe";

function signature(purpose: Purpose, body: string): Buffer {
  return createHmac("sha256", env().AUTH_SECRET).update(`${purpose}.${body}`).digest();
}

/** A token that proves what it says, for one purpose only. */
export function sign(purpose: Purpose, content: Record<string, string | number>): string {
  const body = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${body}.${signature(purpose, body).toString("base64url")}`;
}

/** What a token says, or null where it was not signed here for this purpose. */
export function verified(purpose: Purpose, token: string): Record<string, unknown> | null {
  const [body = "", given = "", ...rest] = token.split(".");
  const mac = Buffer.from(given, "base64url");
  const own = signature(purpose, body);
  if (rest.length > 0 || mac.length !== own.length || !timingSafeEqual(mac, own)) return null;
  return JSON.parse(Buffer.from(body, "base64url").toString());
}
