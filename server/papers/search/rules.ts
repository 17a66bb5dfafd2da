/** Letters of writing that puts no blanks between words, in a run. */
const WITHOUT_BLANKS =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u30fc\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]{2,}/gu;
/** Foreign words in Japanese are written in signs of their own, and no dictionary has all of them. */
const BY_WRITING = /[\p{sc=Kana}\u30fc]+|[^\p{sc=Kana}\u30fc]+/gu;
const FOREIGN = /^[\p{sc=Kana}\u30fc]/u;
/** Has the dictionaries of ICU, whatever the language. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/**
 * Puts blanks between the words of what is asked, where its writing has none. Texts are indexed by each two signs that
 * follow each other, so that a word is found however it was cut here. Single signs are names that the dictionary
 * does not have, where several follow each other, and otherwise particles, which are left out.
 */
export function cutWords(q: string): string {
  // Half-width signs become usual ones, as when they are indexed.
  return q.normalize("NFKC").replace(WITHOUT_BLANKS, (run) => ` ${wordsOf(run).join(" ")} `);
}

function wordsOf(run: string): string[] {
  const words: string[] = [];
  let singles = "";
  const endSingles = () => {
    if ([...singles].length > 1) words.push(singles);
    singles = "";
  };
  for (const segment of run.match(BY_WRITING)?.flatMap(segmentsOf) ?? []) {
    if ([...segment].length === 1) singles += segment;
    else {
      endSingles();
      words.push(segment);
    }
  }
  endSingles();
  return words.length > 0 ? words : [run];
}

const segmentsOf = (run: string): string[] =>
  FOREIGN.test(run) ? [run] : [...segmenter.segment(run)].map(({ segment }) => segment);

/** A paper that was found. */
interface Found {
  id: string;
  score: number;
}

/** How alike two papers are, from 0 to 1. */
export interface Alike {
  paperId: string;
  similarId: string;
  score: number;
}

/** The best papers of a list, by whose likeness the others are ordered. */
export const BEST = 5;
/** Papers at the beginning of a list that keep their places. */
const KEPT_FIRST = 2;
/** The weight of likeness beside what was asked. Found by trying, as all three. */
const LIKENESS = 1.5;

/**
 * Orders the papers behind the first two by what they share with the best of the list as well: those about the same
 * matter, in words that were not asked for, come before those that have the words by chance.
 * @param hits the best first @param alike for each of the best, the papers like it
 * @param named how many at the beginning have the question in their titles, and so keep their places too
 */
export function gatherAlike<Hit extends Found>(
  hits: readonly Hit[],
  alike: readonly Alike[],
  named = 0,
): Hit[] {
  const kept = Math.max(KEPT_FIRST, named);
  const best = new Map(hits.slice(0, BEST).map(({ id, score }) => [id, score]));
  const shared = new Map<string, number>();
  for (const { paperId, similarId, score } of alike) {
    const more = LIKENESS * score * (best.get(paperId) ?? 0);
    shared.set(similarId, (shared.get(similarId) ?? 0) + more);
  }
  const first = hits.slice(0, kept);
  const most = first.at(-1)?.score ?? 0;
  const others = hits
    .slice(kept)
    .map((hit) => ({ ...hit, score: hit.score + (shared.get(hit.id) ?? 0) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return [...first, ...others.map((hit) => ({ ...hit, score: Math.min(hit.score, most) }))];
}
