// Signing in by a link or at a provider, step by step.
import "server-only";
import { type Cookies, stringifyCookie } from "cookie";
import { hashSecret } from "@/server/platform/secrets/secret";
import { PATHS, welcomePath, withQuery } from "@/server/platform/web/addresses";
import { cookiesOf, cookiesSetBy, pickCookies } from "@/server/platform/web/cookies";
import { normalizeAddress } from "../auth/adapter";
import { askNextAuth } from "../auth/auth";
import { mayWrite } from "../policy";
import { whereTo } from "../schema";
import {
  closeSession,
  closeUnlessAt,
  cookieOfSite,
  isHttps,
  recordBrowser,
  sessionByToken,
  sessionCookie,
  sessionCookieName,
  tokenFromCookies,
} from "../sessions/commands";

// Redirects are paths of this site only, and signing in starts without the session
// of the browser: otherwise next-auth would connect a new account to the person who happens to be signed in.
/** Seconds that a person may take at the provider. next-auth's own cookies last as long. */
const CONNECT_SECONDS = 15 * 60;

/** The cookie that marks a session for connecting an account. It holds the session's hash. */
function connectCookieName(): string {
  return isHttps() ? "__Host-colloquy.connect" : "colloquy.connect";
}

function connectCookie(token: string | null): string {
  return cookieOfSite(connectCookieName(), token && hashSecret(token), CONNECT_SECONDS);
}

/** Calls next-auth with a request to the site's own address and these cookies only. */
function askAsSite(
  request: Request,
  path: string,
  cookies: Cookies,
  form?: Record<string, string>,
): Promise<Response> {
  const url = new URL(`/api/auth/${path}`, originOf(request));
  const headers = { cookie: stringifyCookie(cookies) };
  if (!form) return askNextAuth(new Request(url, { headers }));
  const body = new URLSearchParams(form);
  return askNextAuth(new Request(url, { method: "POST", headers, body }));
}

/** The origin of the request. The web server in front has checked the host. */
function originOf(request: Request): string {
  return `${isHttps() ? "https" : "http"}://${request.headers.get("host")}`;
}

/** The address that next-auth redirects to, if it is on this site. */
function redirectTarget(request: Request, answer: Response): URL | null {
  const location = answer.headers.get("location");
  const origin = originOf(request);
  if (!location || !URL.canParse(location, origin)) return null;
  const url = new URL(location, origin);
  return url.origin === origin ? url : null;
}

function errorOf(url: URL | null): string {
  return url?.searchParams.get("error") ?? "Configuration";
}

function leadTo(path: string, cookies: string[] = []): Response {
  const headers = new Headers({ Location: path, "Cache-Control": "no-store" });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}

function signInAgain(error: string, to: string, cookies: string[] = []): Response {
  return leadTo(withQuery(PATHS.signIn, { error, to }), cookies);
}

/** The cookies of next-auth that the browser needs: those that bind an answer to the browser that asked. */
function ownCookies(answer: Response): string[] {
  const own = /authjs\.(?:pkce|state|nonce|callback-url)/;
  return answer.headers.getSetCookie().filter((line) => own.test(line));
}

/**
 * Makes next-auth's answer the new session of this browser, and ends the previous one.
 * @param address by which the person has signed in, if it was by a link
 */
async function openBrowserSession(
  request: Request,
  answer: Response,
  to: string,
  { cookies = [], address }: { cookies?: string[]; address?: string } = {},
): Promise<Response> {
  const led = redirectTarget(request, answer);
  const opened = cookiesSetBy(answer)[sessionCookieName()];
  if (!opened || led?.pathname !== PATHS.welcome) return signInAgain(errorOf(led), to);
  // The address may have been changed after next-auth had used up the link, and before it opened the session.
  if (address !== undefined && !(await closeUnlessAt(opened, address)))
    return signInAgain("Verification", to);
  const before = tokenFromCookies(request.headers.get("cookie"));
  if (before) await closeSession(before);
  await recordBrowser(opened, request.headers.get("user-agent") ?? "");
  return leadTo(welcomePath(to), [...cookies, sessionCookie(opened)]);
}

/** Uses an emailed link up and signs its person in. */
export async function confirmLink(
  request: Request,
  { token, email, to }: { token: string; email: string; to: string },
): Promise<Response> {
  const query = new URLSearchParams({ token, email, callbackUrl: PATHS.welcome });
  const answer = await askAsSite(request, `callback/email?${query}`, {});
  return openBrowserSession(request, answer, to, { address: normalizeAddress(email) });
}

/**
 * Begins signing in at an outside provider, or with `connect`, connecting an account there to the person of
 * that session.
 * @returns the provider's address and the cookies to set, or an answer that leads back
 */
export async function startOutside(
  request: Request,
  { provider, to, connect }: { provider: string; to: string; connect: string | null },
): Promise<{ location: string; cookies: string[] } | Response> {
  const csrf = await askAsSite(request, "csrf", {});
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const callbackUrl = connect ? PATHS.settings : welcomePath(to);
  const answer = await askAsSite(request, `signin/${provider}`, cookiesSetBy(csrf), {
    csrfToken,
    callbackUrl,
  });
  const location = answer.headers.get("location") ?? "";
  const led = redirectTarget(request, answer);
  if (led || !/^https?:/.test(location)) {
    const error = errorOf(led);
    return connect ? leadTo(withQuery(PATHS.settings, { error })) : signInAgain(error, to);
  }
  return { location, cookies: [...ownCookies(answer), connectCookie(connect)] };
}

/** Completes the flow of startOutside when the provider has sent the browser back. */
export async function finishOutside(request: Request, provider: string): Promise<Response> {
  const path = `callback/${provider}${new URL(request.url).search}`;
  const cookies = cookiesOf(request);
  const connect = cookies[connectCookieName()];
  if (connect) return finishConnecting(request, path, cookies, connect);
  const guest = pickCookies(cookies, (name) => !name.startsWith(sessionCookieName()));
  const answer = await askAsSite(request, path, guest);
  return openBrowserSession(request, answer, returnPath(cookies), { cookies: ownCookies(answer) });
}

async function finishConnecting(
  request: Request,
  path: string,
  cookies: Cookies,
  connect: string,
): Promise<Response> {
  const token = tokenFromCookies(request.headers.get("cookie"));
  const session = token && hashSecret(token) === connect ? await sessionByToken(token) : null;
  const over = [connectCookie(null)];
  if (!session || mayWrite(session.viewer) !== true) {
    return signInAgain("SessionRequired", PATHS.settings, over);
  }
  const answer = await askAsSite(request, path, cookies);
  const led = redirectTarget(request, answer);
  if (led?.pathname === PATHS.settings)
    return leadTo(PATHS.settings, [...ownCookies(answer), ...over]);
  return leadTo(withQuery(PATHS.settings, { error: errorOf(led) }), over);
}

/** The page to return to after the provider, from next-auth's cookie. */
function returnPath(cookies: Cookies): string {
  const [, kept = ""] =
    Object.entries(cookies).find(([name]) => name.endsWith("authjs.callback-url")) ?? [];
  try {
    return whereTo.parse(new URL(kept).searchParams.get("to"));
  } catch {
    return "/";
  }
}
