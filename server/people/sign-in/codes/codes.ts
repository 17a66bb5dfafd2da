// Codes to sign in, and the form in which they are stored.
import "server-only";
import { randomInt } from "node:crypto";
import { newSecret } from "@/server/platform/secrets/secret";
import { macOf } from "@/server/platform/secrets/signed-link";
import { cookieName, readCookie } from "@/server/platform/web/cookies";
import { cookieOfSite, isHttps } from "../../sessions/commands";
import { CODE_LENGTH, CODE_SECONDS, CODE_SIGNS } from "./rules";

/** Draws a code that nobody can guess within the tries it has. */
export function newCode(): string {
  const signs = Array.from({ length: CODE_LENGTH }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]);
  return signs.join("");
}

/**
 * Hashes a code together with the ticket of the browser that asked: in no other browser is it a code. The site's secret
 * is part of it, because so short a text could be found by trying.
 */
export function codeHashOf(code: string, ticketHash: string): string {
  return macOf("code to sign in", `${ticketHash}.${code}`).toString("hex");
}

/** The ticket of a browser without JavaScript, in its cookie with the address that it asked for. */
interface Asked {
  email: string;
  ticket: string;
}

/** Draws a ticket for a browser that cannot. */
export const newTicket = newSecret;

/** Writes the Set-Cookie line that keeps the ticket for as long as the code works. */
export function askedCookie({ email, ticket }: Asked): string {
  return cookieOfSite(cookieName("asked", isHttps()), `${ticket} ${email}`, CODE_SECONDS);
}

/** Reads the ticket from the cookie of a request; empty without one. */
export function askedIn(request: Request): Partial<Asked> {
  const kept = readCookie(request.headers.get("cookie"), "asked", isHttps());
  const [ticket, email] = kept?.split(" ") ?? [];
  return ticket && email ? { ticket, email } : {};
}
