/** Fewest earlier ballots that chose a paper. After fewer, a forecast would say nothing about the group. */
export const BALLOTS_NEEDED = 3;
/** Fewest papers that a forecast is about. */
const PAPERS_NEEDED = 2;
/** Chances are whole numbers of this many parts, so that they add up exactly. */
export const PARTS = 10_000;
/** Nearness of two papers with the same topics and no words in common. */
const BY_TOPICS = 0.3;
/** How much more likely a stronger paper is: one of strength 1 has e² times the chance of one of strength 0. */
const STEEPNESS = 2;

/** How a paper came out on an earlier ballot. */
export interface Place {
  chosen: boolean;
  /** From 1, shared by tied papers. */
  place: number;
  /** The number of papers on that ballot. */
  of: number;
}

/** Values how a paper came out: 1 if it was chosen, otherwise from 1 for the first place to -1 for the last. */
export function valuePlace({ chosen, place, of }: Place): number {
  if (chosen || of < 2) return chosen ? 1 : 0;
  return (of + 1 - 2 * place) / (of - 1);
}

/** A paper beside one that the group knows. */
export interface Beside {
  same: boolean;
  /** The cosine of their words; 0 if neither is in the list of similar papers of the other. */
  words: number;
  topics: readonly string[];
  otherTopics: readonly string[];
}

/** Says how near two papers are, from 0 to 1: by their words, or by the topics that both have among all of theirs. */
export function nearness({ same, words, topics, otherTopics }: Beside): number {
  if (same) return 1;
  const both = topics.filter((topic) => otherTopics.includes(topic)).length;
  const all = topics.length + otherTopics.length - both;
  return Math.max(Math.min(words, 1), all === 0 ? 0 : (BY_TOPICS * both) / all);
}

/** A paper that the group knows: how near it is, and its value. */
export interface Evidence {
  near: number;
  value: number;
}

/**
 * Adds up what the group's past says about a paper: the mean value of the papers near it, each by its nearness, as if one
 * more paper of value 0 was beside it. So a little evidence says little.
 * @returns between -1 and 1
 */
export function strengthOf(evidence: readonly Evidence[]): number {
  let sum = 0;
  let weight = 1;
  for (const { near, value } of evidence) {
    sum += near * value;
    weight += near;
  }
  return sum / weight;
}

/** A forecast: the chance of each candidate in parts of `PARTS`. */
export type Chances = Readonly<Record<string, number>>;

/**
 * Forecasts a ballot: the chance of each candidate is proportional to e to the power of twice its strength. On a ballot
 * for several papers it is the expected share of the seats.
 * @param strengths by candidate, in the order of the ballot, which decides what rounding leaves open
 * @returns chances that add up to `PARTS`; null where there is nothing to forecast
 */
export function forecast(
  strengths: readonly (readonly [candidate: string, strength: number])[],
  earlierBallots: number,
): Chances | null {
  if (earlierBallots < BALLOTS_NEEDED || strengths.length < PAPERS_NEEDED) return null;
  const weights = strengths.map(([, strength]) => Math.exp(STEEPNESS * strength));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (PARTS * weight) / sum);
  const whole = exact.map(Math.floor);
  let left = PARTS - whole.reduce((all, part) => all + part, 0);
  const byRest = exact
    .map((part, at) => ({ at, rest: part - (whole[at] ?? 0) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of byRest) {
    if (left === 0) break;
    whole[at] = (whole[at] ?? 0) + 1;
    left -= 1;
  }
  return Object.fromEntries(strengths.map(([candidate], at) => [candidate, whole[at] ?? 0]));
}

/**
 * Writes a forecast as one line that always has the same form, of which the seal is the SHA-256: JSON without spaces, with
 * its keys in the order of their characters.
 * @param nonce a secret, without which anybody could try forecasts until one has the seal
 */
export function toSeal(ballot: string, chances: Chances, nonce: string): string {
  const sorted = Object.entries(chances).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ ballot, chances: Object.fromEntries(sorted), nonce });
}

/** Reads the chances of a line that `toSeal` wrote. */
export function chancesIn(sealed: string): Chances {
  return (JSON.parse(sealed) as { chances: Chances }).chances;
}

/** How well a forecast did. */
export interface Score {
  /** The sum of the squares of how far each chance was off (Brier, 1950): 0 is perfect, 2 is the worst. */
  brier: number;
  /** The same for an even guess among the papers of the forecast. */
  even: number;
  /** The one candidate with the largest chance; null if several have it. */
  favourite: string | null;
  favouriteChosen: boolean;
  /** How likely it was that a paper drawn by lot was chosen. */
  byLot: number;
}

/**
 * Scores a forecast. A paper that was added to the open ballot had a chance of 0, in the forecast and in the even guess.
 * @param chosen one candidate or several, of which each has the same share
 */
export function scoreOf(chances: Chances, chosen: readonly string[]): Score {
  const forecast = Object.entries(chances);
  const share = (candidate: string) => (chosen.includes(candidate) ? 1 / chosen.length : 0);
  const unforeseen = chosen.filter((candidate) => !Object.hasOwn(chances, candidate));
  const missed = unforeseen.reduce((all, candidate) => all + share(candidate) ** 2, 0);
  const score = (chanceOf: (chance: number) => number) =>
    forecast.reduce(
      (all, [candidate, chance]) => all + (chanceOf(chance) - share(candidate)) ** 2,
      missed,
    );
  const most = Math.max(...forecast.map(([, chance]) => chance));
  // One part more may be rounding.
  const favourites = forecast.filter(([, chance]) => chance >= most - 1);
  const favourite = favourites.length === 1 ? (favourites[0]?.[0] ?? null) : null;
  return {
    brier: score((chance) => chance / PARTS),
    even: score(() => 1 / forecast.length),
    favourite,
    favouriteChosen: favourite !== null && chosen.includes(favourite),
    byLot: (chosen.length - unforeseen.length) / forecast.length,
  };
}

/** Sums up how well forecasts did; null without any. */
export function sumUp(scores: readonly Score[]) {
  if (scores.length === 0) return null;
  const mean = (of: (score: Score) => number) =>
    scores.reduce((all, score) => all + of(score), 0) / scores.length;
  const withFavourite = scores.filter(({ favourite }) => favourite !== null);
  return {
    forecasts: scores.length,
    brier: mean(({ brier }) => brier),
    even: mean(({ even }) => even),
    /** Forecasts that had one favourite, and those of them in which it was chosen. */
    favourites: withFavourite.length,
    favouritesChosen: withFavourite.filter(({ favouriteChosen }) => favouriteChosen).length,
    /** How often a paper drawn by lot would have been chosen instead, on average. */
    byLot: withFavourite.reduce((all, { byLot }) => all + byLot, 0),
  };
}
