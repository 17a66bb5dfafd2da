/** Hours during which an account counts as new. */
export const NEW_FOR_HOURS = 72;
/** Comments a new account may write in an hour. */
export const NEWCOMER_COMMENTS = 10;
/** Web links allowed in one comment of a new account. */
export const NEWCOMER_LINKS = 3;

/** When an account stops counting as new; null if it already has. */
export function endOfNewness(createdAt: Date, now: Date): Date | null {
  const until = new Date(createdAt.getTime() + NEW_FOR_HOURS * 3_600_000);
  return until > now ? until : null;
}

/** Counts the web links in a rendered comment. */
export function countWebLinks(html: string): number {
  return html.match(/<a\s[^>]*href="https?:/gi)?.length ?? 0;
}
