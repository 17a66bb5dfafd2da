/** Days in which the weight of an upvote in the trending order halves. */
export const HALF_LIFE_DAYS = 7;
const HALF_LIFE_MS = HALF_LIFE_DAYS * 24 * 3600 * 1000;

/** Characters of the normalized title that are kept, so that it fits into a unique index. */
const TITLE_KEY = 500;

/** The live topic of one paper: its text and its counts. */
export function paperTopic(paperId: string): string {
  return `paper:${paperId}`;
}

/** The live topic of the catalogue: which papers there are, and in which topics. */
export function catalogueTopic(): string {
  return "papers";
}

/** The live topic of the names of topics, and of which of them are one. */
export function topicsTopic(): string {
  return "papers:topics";
}

/** The live topic of the order that upvotes give to papers. */
export function rankingTopic(): string {
  return "papers:ranking";
}

/** Letters that no normalization of Unicode takes apart, as PostgreSQL's `unaccent` reads them. */
const JOINED: Record<string, string> = {
  ...{ ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i" },
  ...{ ß: "ss", æ: "ae", œ: "oe", þ: "th" },
};

/** Writes small letters with a stroke, and joined ones, as plain letters. */
export function withPlainLetters(text: string): string {
  return text.replace(/[łøđðħıßæœþ]/g, (letter) => JOINED[letter] ?? letter);
}

/**
 * Normalizes a title to its letters and digits, without case or accents: the key by which papers that may be the same
 * are found. `compare` (catalogue/rules.ts) decides whether they are.
 */
export function normalizedTitle(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const kept = withPlainLetters(plain).replace(/[^\p{L}\p{N}]+/gu, "");
  // A title without letters and digits is its own key.
  return [...(kept || title.trim().toLowerCase())].slice(0, TITLE_KEY).join("");
}

/** The time from which weights are counted. What was added or upvoted earlier weighs as if it were then. */
const WEIGHED_FROM_MS = Date.UTC(2020, 0, 1);
/** Binary places of a weight: it is rounded once, to a whole number of 2^-52, and never again. */
const PLACES = 52;

/**
 * The weight of an upvote, or of the addition of a paper, in the trending order. Decay is counted forward
 * from a fixed point: a weight doubles with every seven days that it is later, so that what is stored never has to be
 * aged. All weights shrink by the same factor, and the order stays. (Cormode, Shkapenyuk, Srivastava, Xu: Forward
 * Decay, ICDE 2009.) Weights are whole numbers: their sum is exact, however many they are, and one can be
 * taken back without the others.
 */
export function trendingWeight(at: Date): bigint {
  const halfLives = Math.max(0, at.getTime() - WEIGHED_FROM_MS) / HALF_LIFE_MS;
  const whole = Math.floor(halfLives);
  return BigInt(Math.round(2 ** (halfLives - whole + PLACES))) << BigInt(whole);
}

/**
 * The share of an upvote in 1024ths of a whole weight: of an established account, and of one that is not yet
 * (people/standing). Of fresh accounts it takes 64 to weigh what one established account does.
 */
export const WHOLE_SHARE = 1024;
export const FRESH_SHARE = 16;

/** The weight of an upvote with this share. What an upvote has added can be taken back exactly, or raised. */
export function upvoteWeight(at: Date, share: number): bigint {
  return (trendingWeight(at) * BigInt(share)) / BigInt(WHOLE_SHARE);
}

/** Adds up the weights of a paper: of its addition, and of each upvote. */
export function sumOfWeights(addedAt: Date, upvotes: readonly Date[]): bigint {
  return upvotes.reduce((sum, at) => sum + trendingWeight(at), trendingWeight(addedAt));
}

/** Bits of a sum that are enough for a logarithm in double precision. */
const KEPT_BITS = 64;

/** The trending score of a sum of weights: its logarithm to base 2, by which papers are ordered; 0 without a weight. */
export function scoreOfWeight(sum: bigint): number {
  if (sum <= 0n) return 0;
  const dropped = Math.max(0, sum.toString(2).length - KEPT_BITS);
  const log = Math.log2(Number(sum >> BigInt(dropped))) + dropped;
  return log - PLACES + WEIGHED_FROM_MS / HALF_LIFE_MS;
}

/**
 * For tests: computes the trending score of a paper from the times of all of its upvotes.
 * @internal
 */
export function trendingScore(addedAt: Date, upvotes: readonly Date[]): number {
  return scoreOfWeight(sumOfWeights(addedAt, upvotes));
}

/** The standing of a paper, as it follows from its upvotes. */
export function standingOf(addedAt: Date, upvotes: readonly Date[]) {
  const sum = sumOfWeights(addedAt, upvotes);
  return {
    upvoteCount: upvotes.length,
    trendingWeight: sum.toString(),
    trendingScore: scoreOfWeight(sum),
  };
}

const DAY_MS = 24 * 3600 * 1000;

/** Papers that an account may add within 24 hours, by its age. The last row is for all older accounts. */
const ALLOWANCES = [
  { until: DAY_MS, papers: 10, age: "younger than a day" },
  { until: 7 * DAY_MS, papers: 30, age: "younger than a week" },
  { until: Infinity, papers: 100, age: null },
] as const;
/** The largest allowance, and so the number of latest papers that decide when the next may be added. */
export const PAPERS_A_DAY = 100;

/** Finds how many papers an account may add within 24 hours, and for which age this holds. */
export function papersADay(createdAt: Date, now: Date) {
  const age = now.getTime() - createdAt.getTime();
  return ALLOWANCES.find(({ until }) => age < until) ?? ALLOWANCES[2];
}

/**
 * Finds when an account may add one more paper: now, or once enough of its papers are a day old, or once it
 * is old enough itself.
 * @param added when it added its latest papers, PAPERS_A_DAY of them at most
 */
export function nextPaperAt(createdAt: Date, added: readonly Date[], now: Date): Date {
  const mayAt = (at: number) => {
    const recent = added.filter((one) => one.getTime() > at - DAY_MS).length;
    return recent < papersADay(createdAt, new Date(at)).papers;
  };
  const changes = [
    ...added.map((one) => one.getTime() + DAY_MS),
    ...ALLOWANCES.map(({ until }) => createdAt.getTime() + until),
  ];
  const later = changes.filter((at) => at > now.getTime()).sort((a, b) => a - b);
  return new Date([now.getTime(), ...later].find(mayAt) ?? now.getTime() + DAY_MS);
}

/** The start of a time window, or null for all time. */
export function windowStart(window: TimeWindow, now: Date): Date | null {
  const days = WINDOW_DAYS[window];
  return days === null ? null : new Date(now.getTime() - days * 24 * 3600 * 1000);
}

export const WINDOWS = ["day", "week", "month", "year", "all"] as const;
export type TimeWindow = (typeof WINDOWS)[number];
const WINDOW_DAYS: Record<TimeWindow, number | null> = {
  day: 1,
  week: 7,
  month: 30,
  year: 365,
  all: null,
};

export const ORDERS = ["trending", "new", "top"] as const;
export type Order = (typeof ORDERS)[number];
