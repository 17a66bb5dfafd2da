/** How long an account counts as new. */
export const NEW_FOR_HOURS = 72;
/** Comments that a new account writes within an hour. */
export const NEWCOMER_COMMENTS = 10;
/** Links to the web that one comment of a new account may hold. */
export const NEWCOMER_LINKS = 3;

/** Until when an account counts as new, or null where it no longer does. */
export function newUntil(createdAt: Date, now: Date): Date | null {
  const until = new Date(createdAt.getTime() + NEW_FOR_HOURS * 3_600_000);
  return until > now ? until : null;
}

/** Links to the web in a comment as it was rendered. */
export function webLinks(html: string): number {
  return html.match(/<a\s[^>]*href="https?:/gi)?.length ?? 0;
}
