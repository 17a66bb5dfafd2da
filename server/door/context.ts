import "server-only";
import type { ScopesOfPage } from "@/server/groups/scope";
import type { Viewer } from "@/server/people/policy";
import { sessionByToken, tokenFromCookies } from "@/server/people/sessions/commands";

/** Everything a procedure knows about its caller. */
export interface Context {
  viewer: Viewer | null;
  /** The network address, as the web server in front judged it. */
  ip: string;
  /** The ports of the connection, theirs and ours, where it came straight from this very machine; else null. */
  direct: string | null;
  requestId: string;
  sessionToken: string | null;
  userAgent: string;
  /**
   * Ends when the call before it in the same request has been answered; missing where a page asks, whose calls are
   * ours.
   */
  turn?: { last: Promise<unknown> } | undefined;
  /** The groups that a page has asked for; missing for calls from outside, which may change them. */
  scopes?: ScopesOfPage;
}

/** The caller's network address, as the web server in front judged it. */
export function clientOf(headers: Headers): string {
  return headers.get("x-colloquy-client-ip") ?? "unknown";
}

/** The context of a request that may hold several calls, which are answered one after the other. */
export async function contextInTurn(headers: Headers): Promise<Context> {
  return { ...(await contextOf(headers)), turn: { last: Promise.resolve() } };
}

/** Proves who is calling: one query by the session's cookie, none for guests. */
export async function contextOf(headers: Headers): Promise<Context> {
  const token = tokenFromCookies(headers.get("cookie"));
  const session = token ? await sessionByToken(token) : null;
  return {
    viewer: session?.viewer ?? null,
    ip: clientOf(headers),
    direct: headers.get("x-colloquy-direct"),
    requestId: headers.get("x-colloquy-request-id") ?? "none",
    sessionToken: session ? token : null,
    userAgent: headers.get("user-agent") ?? "",
  };
}
