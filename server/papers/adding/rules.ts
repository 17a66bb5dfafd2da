/** Papers that one paste may hold. */
export const PIECES_MAX = 20;
/** Characters of one paste: twenty references with their abstracts. */
export const PASTED_MAX = 50_000;

export const NOTHING_PASTED = "Paste a link, an identifier or a reference.";
export const PASTED_TOO_LONG = `This is too long. Paste at most ${PIECES_MAX} papers and 50,000 characters at a time.`;

/** Finds what is wrong with a pasted text before anybody reads it; null if nothing is. */
export function findFault(text: string): string | null {
  if (text.trim() === "") return NOTHING_PASTED;
  return text.length > PASTED_MAX ? PASTED_TOO_LONG : null;
}
