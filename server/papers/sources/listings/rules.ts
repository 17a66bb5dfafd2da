/** Categories of arXiv, and words that a paper has. */
export interface ArxivTerms {
  categories: string[];
  /** Words, and phrases of several. */
  words: string[];
}

/** A category of arXiv, such as cs.LG, math.AG, hep-th or q-bio.NC. */
const CATEGORY =
  /^(?:[a-z]{2,8}(?:-[a-z]{2,4})?\.[A-Za-z]{2}(?:-[a-z]{2,4})?|[a-z]{2,5}-[a-z]{2,3}|quant-ph)$/;
/** Archives without categories below them whose names have no hyphen would be words. */
const ARCHIVES = new Set(
  ["astro-ph", "cond-mat", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph"].concat([
    ...["nucl-ex", "nucl-th", "quant-ph"],
  ]),
);

/** Whether a word is a category or an archive of arXiv. */
export function isArxivCategory(word: string): boolean {
  return CATEGORY.test(word) && (word.includes(".") || ARCHIVES.has(word));
}

/** Takes a query such as `cs.LG stat.ML "graph networks"` apart. */
export function arxivTerms(query: string): ArxivTerms {
  const terms: ArxivTerms = { categories: [], words: [] };
  for (const [, phrase, word = ""] of query.matchAll(/"([^"]*)"|([^\s"]+)/g)) {
    const bare = word.replace(/[:,;]+$/, "");
    if (phrase === undefined && isArxivCategory(bare)) terms.categories.push(bare);
    else {
      // Signs that mean something to the source do not come from people.
      const clean = (phrase ?? bare)
        .replace(/[^\p{L}\p{N}\s.-]+/gu, " ")
        .replace(/\s+/g, " ")
        .trim();
      if (/[\p{L}\p{N}]/u.test(clean)) terms.words.push(clean);
    }
  }
  return terms;
}
