// Compares references in words, such as "Okafor, A. (2019). On trees. Journal of Examples", with the papers found for them.

/** Fewer words are a search, and could mean anything. */
const FEWEST = 4;
/** The share of a title's words that a reference to it has. */
const SHARE = 0.8;

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether a text has enough words to be a reference. */
export function isReference(text: string): boolean {
  return wordsOf(text).length >= FEWEST;
}

/** Whether a paper of this title may be the one that a reference means: nearly all words of the title stand in it. */
export function fitsReference(reference: string, title: string): boolean {
  const there = new Set(wordsOf(reference));
  const words = wordsOf(title);
  const held = words.filter((word) => there.has(word));
  return words.length > 0 && held.length >= words.length * SHARE;
}
