import { stringifySetCookie } from "cookie";
import { SKEW_MS } from "@/server/platform/live";
import { cookieName, readCookie } from "../cookies";
import { LIFE_MS } from "./pages";

/** Time after which no process keeps a page that is older than the change. */
const REMEMBERED_MS = LIFE_MS + SKEW_MS;

/** Writes the Set-Cookie line with the latest time at which this browser can have changed something. */
export function wroteCookie(at: number, https: boolean): string {
  return stringifySetCookie({
    name: cookieName("wrote", https),
    value: String(at),
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: https,
    maxAge: Math.ceil(REMEMBERED_MS / 1000),
  });
}

/**
 * Finds when this browser last changed something, in milliseconds by the clock of the process that answered it.
 * @returns null if no page can be older, or if no process can have written that time
 */
export function lastWrite(header: string | undefined, https: boolean, now: number): number | null {
  const value = readCookie(header, "wrote", https);
  if (value === null || !/^\d{13}$/.test(value)) return null;
  const at = Number(value);
  return at > now - REMEMBERED_MS && at <= now + SKEW_MS ? at : null;
}
