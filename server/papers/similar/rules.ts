/** A stem with the places where it stands in a paper, counted from 1, and the part of the paper each place is in. */
export type Stem = readonly [stem: string, places: readonly number[], parts: string];

/** The words of a paper: its stems, without those of its authors' names. */
export interface PaperWords {
  id: string;
  /** How much each stem says about the paper, by its frequency here and its rarity elsewhere. */
  stems: Map<string, number>;
  /** How often each pair of neighbouring stems stands in it. */
  pairs: Map<string, number>;
}

/** A paper that is like another. */
export interface Likeness {
  id: string;
  /** The cosine of the words of both, from 0 to 1. */
  score: number;
  /** The stems, and pairs of stems, that add most to it. */
  shared: string[];
}

/** A word of a title counts as often as this many of an abstract. */
const TITLE_WEIGHT = 4;
/** The parts of a paper in a search vector: title A, authors B, abstract C. */
const TITLE = "A";
const AUTHORS = "B";
/** Papers below this are not alike. */
const LEAST_SCORE = 0.08;
/** Papers kept for each paper. More than are shown, because some may be deleted. */
export const KEPT = 12;
/** Words that are named as the reason. */
const NAMED = 3;
/** A shared word is named if it adds at least this part of the score. */
const LEAST_PART = 0.04;

/** The part of its time in which the job compares papers. The rest is for people, whom the same process answers. */
const PART_OF_TIME = 0.1;

/** Says how long the job rests after work of so many milliseconds. */
export function pauseAfter(workMs: number): number {
  return workMs * (1 / PART_OF_TIME - 1);
}

/** A sign of writing without blanks, which is indexed by itself and with each neighbour. By itself it says little. */
const ONE_SIGN = /^\p{Lo}$/u;

/** Says how rare a stem is. */
export type Rarity = (stem: string) => number;

/**
 * Computes the inverse document frequency of stems (Spärck Jones, 1972). A stem of one paper tells no likeness: it is 0.
 * @param papers in the catalogue
 * @param counts papers of each stem that is in more than one
 */
export function rarityIn(papers: number, counts: ReadonlyMap<string, number>): Rarity {
  return (stem) => {
    const n = counts.get(stem) ?? 0;
    return n < 2 ? 0 : Math.max(0, Math.log(papers / n));
  };
}

/** Weighs the words of a paper. */
export function weigh(id: string, stems: readonly Stem[], rarity: Rarity): PaperWords {
  const counts = new Map<string, number>();
  const pairs = new Map<string, number>();
  const placed: { place: number; stem: string; part: string }[] = [];
  for (const [stem, places, parts] of stems) {
    if (ONE_SIGN.test(stem)) continue;
    places.forEach((place, at) => {
      const part = parts[at] ?? "D";
      if (part === AUTHORS) return;
      placed.push({ place, stem, part });
      counts.set(stem, (counts.get(stem) ?? 0) + weightOf(part));
    });
  }
  placed.sort((a, b) => a.place - b.place);
  placed.forEach(({ place, stem, part }, at) => {
    const before = placed[at - 1];
    if (!before || before.place !== place - 1 || before.part !== part) return;
    const pair = `${before.stem} ${stem}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + weightOf(part));
  });
  const weights = new Map<string, number>();
  for (const [stem, count] of counts) {
    const weight = Math.sqrt(count) * rarity(stem);
    if (weight > 0) weights.set(stem, weight);
  }
  return { id, stems: weights, pairs };
}

const weightOf = (part: string) => (part === TITLE ? TITLE_WEIGHT : 1);

/** The stems by which papers like this one are looked up, those that say most first. */
export function tellingStems({ stems }: PaperWords, most: number): [string, number][] {
  return [...stems].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most);
}

/**
 * Finds the papers most like one, by the cosine of their stems and of their pairs of stems (Salton and Buckley, 1988).
 * Pairs are as rare as they are among these papers: counting those of the whole catalogue would cost more than they tell.
 * @param plain stems that count, but are no reason: papers that share nothing else are not alike
 * @returns the most alike first
 */
export function mostAlike(
  paper: PaperWords,
  others: readonly PaperWords[],
  plain: ReadonlySet<string>,
): Likeness[] {
  const rarity = pairRarity([paper, ...others]);
  const own = vectorOf(paper, rarity);
  return others
    .map((other) => likeness(own, other.id, vectorOf(other, rarity), plain))
    .filter(({ score, shared }) => score >= LEAST_SCORE && shared.length > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, KEPT);
}

function pairRarity(papers: readonly PaperWords[]): Rarity {
  const counts = new Map<string, number>();
  for (const { pairs } of papers) {
    for (const pair of pairs.keys()) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return rarityIn(papers.length, counts);
}

/** A vector of length 1. */
function vectorOf({ stems, pairs }: PaperWords, rarity: Rarity): Map<string, number> {
  const vector = new Map(stems);
  for (const [pair, count] of pairs) {
    const weight = Math.sqrt(count) * rarity(pair);
    if (weight > 0) vector.set(pair, weight);
  }
  let squares = 0;
  for (const weight of vector.values()) squares += weight * weight;
  const length = Math.sqrt(squares);
  for (const [word, weight] of vector) vector.set(word, weight / length);
  return vector;
}

function likeness(
  own: Map<string, number>,
  id: string,
  other: Map<string, number>,
  plain: ReadonlySet<string>,
): Likeness {
  const parts: [string, number][] = [];
  let score = 0;
  for (const [word, weight] of other) {
    const part = weight * (own.get(word) ?? 0);
    if (part === 0) continue;
    parts.push([word, part]);
    score += part;
  }
  const telling = parts.filter(([stems]) =>
    stems.split(" ").some((stem) => isTelling(stem, plain)),
  );
  return { id, score, shared: reasons(telling, score) };
}

/** A number, a letter, or a letter with a number: "n" and "n2" of formulas. "L2" and "3D" are words. */
const SYMBOL = /^(?:\d+|\p{Ll}|(?!l\d$)\p{Ll}\d+|(?!\dd$)\d+\p{Ll})$/u;

/** Whether a stem says what a paper is about. */
function isTelling(stem: string, plain: ReadonlySet<string>): boolean {
  return !plain.has(stem) && !SYMBOL.test(stem);
}

/** Chooses the words that add most, more than are named: some say the same. Where each adds little, the first. */
function reasons(parts: readonly [string, number][], score: number): string[] {
  return parts
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .filter(([, part], at) => at === 0 || part >= score * LEAST_PART)
    .slice(0, 2 * NAMED)
    .map(([stems]) => stems);
}

/** A word as a text writes it, and its stem. */
export interface Written {
  word: string;
  stem: string;
}

/**
 * Takes the different words out of a text, in its order.
 * @returns each as it is written, and as it is looked up: of several parts in one, "finetuning" for "fine-tuning"
 */
export function wordsIn(text: string): { word: string; plain: string }[] {
  const found = text.match(/[\p{L}\p{N}]+(?:[-_^{}]+[\p{L}\p{N}]+)*(?:\+\+|#)?/gu) ?? [];
  const parts = found.flatMap((word) => {
    const plain = word.replace(/[-_^{}]/g, "");
    return plain === word
      ? [{ word, plain }]
      : [{ word, plain }, ...word.split(/[-_^{}]+/).map((part) => ({ word: part, plain: part }))];
  });
  return [...new Map(parts.map((part) => [part.word, part])).values()];
}

/** Writes a word as within a sentence, unless it is a name: "learning", but "LoRA" and "GPT4". */
const inSentence = (word: string) =>
  /\p{L}.*\p{Lu}|\p{Lu}.*\p{N}/u.test(word) ? word : word.toLowerCase();

/** Two pairs of signs, of which the second begins with the end of the first. */
const OVERLAP = /(\p{Lo}) \1(?=\p{Lo})/gu;

/** Says stems as a paper writes them, three at most: "federated learning", "LoRA". */
export function sayStems(shared: readonly string[], written: readonly Written[]): string[] {
  const words = new Map<string, string>();
  for (const { word, stem } of written) if (!words.has(stem)) words.set(stem, inSentence(word));
  const said = shared.map((stems) =>
    stems
      .split(" ")
      .map((stem) => words.get(stem) ?? stem)
      .join(" ")
      .replace(OVERLAP, "$1"),
  );
  const letters = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  // "low rank" says nothing more beside "low-rank adaptation".
  const covers = (other: string, one: string) =>
    other.length === one.length ? other === one : other.includes(one);
  return said
    .filter((one, at) =>
      said.every((other, place) => {
        const [its, own] = [letters(other), letters(one)];
        return place === at || !covers(its, own) || (its === own && place > at);
      }),
    )
    .slice(0, NAMED);
}
