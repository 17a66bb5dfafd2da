/**
 * The cookie of a browser with a session, which scripts may read; the session's own they may not. It says no more than that
 * there is one (server/platform/web/finished/member-mark.ts).
 */
export const MEMBER_COOKIE = "colloquy.member";

/** Whether this browser has a session, as far as a page can know before it asks. */
export function hasSession(cookies = document.cookie): boolean {
  return cookies.split("; ").some((one) => one.endsWith(`${MEMBER_COOKIE}=1`));
}
