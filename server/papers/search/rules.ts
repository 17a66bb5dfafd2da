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
  return q.replace(WITHOUT_BLANKS, (run) => ` ${wordsOf(run).join(" ")} `);
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
