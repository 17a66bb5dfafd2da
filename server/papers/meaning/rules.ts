import type { ModelSettings } from "./schema";

/** The topic that is announced when the vectors of the serving model, or the model itself, have changed. */
export function meaningTopic(): string {
  return "papers:meaning";
}

/** Characters of a paper that a model reads. Time grows with them, and abstracts are shorter. */
const MOST_READ = 2500;

/** Writes what a model reads of a paper. */
export function textOf({ title, abstract }: { title: string; abstract: string }): string {
  return `${title}. ${abstract}`.slice(0, MOST_READ).toWellFormed();
}

/** A vector in bytes: each number is one of them times the scale. */
export interface ByteVector {
  scale: number;
  bytes: Int8Array;
}

const LARGEST_BYTE = 127;

/** Rounds a vector to bytes. @throws Error if a number of it is none */
export function toBytes(vector: Float32Array): ByteVector {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(largest)) throw new Error("The model made a vector of no numbers.");
  const scale = largest / LARGEST_BYTE || 1;
  return { scale, bytes: Int8Array.from(vector, (value) => Math.round(value / scale)) };
}

/** Makes a vector one long, so that a dot product is a cosine. A vector of zeros stays as it is. */
export function normalize(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}

/** A paper that a search by words found. */
export interface WordHit {
  id: string;
  score: number;
  /** Part of the question, weighted by rarity, that the paper has: 0 to 1. */
  coverage: number;
  /** Whether its title has the question as it was asked. */
  named: boolean;
}

/** How near the papers are to a question. */
export interface Nearness {
  /** The nearest papers, and those that were asked for. */
  cosines: ReadonlyMap<string, number>;
  /** Of the cosines of all papers. */
  mean: number;
  deviation: number;
  /** The cosine below which a paper without the words of a question counts as not found. */
  floor: number;
  strength: Strength;
}

export interface MixedHit {
  id: string;
  score: number;
  byMeaning: boolean;
}

/** How far a model is trusted: the one that comes with the site less than those that an operator chooses. */
export type Strength = "weak" | "strong";

export function strengthOf({ provider }: ModelSettings): Strength {
  return provider === "builtin" ? "weak" : "strong";
}

/** The weight of meaning beside words, by the part of the question that the best paper has. Found by trying. */
const WEIGHTS: Record<Strength, (coverage: number) => number> = {
  weak: (coverage) => 0.8 * (1 - coverage),
  strong: (coverage) => 0.1 + 0.8 * (1 - coverage),
};
/** A question of which a paper has this much has been answered by its words. */
const COVERED = 0.9;
/** Most papers in a list that share no word with the question. */
const MOST_BY_MEANING = 10;

/** Whether the words of a question leave something to find by meaning. */
export function leavesOpen(hits: readonly WordHit[]): boolean {
  const [best] = hits;
  return best === undefined || (!best.named && best.coverage < COVERED);
}

/**
 * Orders the papers that words found by their meaning as well, and adds those that only meaning finds. A cosine
 * counts by its distance from the mean of all papers, in standard deviations: models differ in both.
 */
export function mixHits(hits: readonly WordHit[], near: Nearness): MixedHit[] {
  const top = hits[0]?.score ?? 1;
  const weight = WEIGHTS[near.strength](hits[0]?.coverage ?? 0);
  const byMeaning = (id: string) => {
    const cosine = near.cosines.get(id) ?? near.mean;
    return (weight * (cosine - near.mean)) / (near.deviation || 1);
  };
  const found = new Set(hits.map(({ id }) => id));
  const others = [...near.cosines]
    .filter(([id, cosine]) => cosine >= near.floor && !found.has(id))
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_BY_MEANING);
  return [
    ...hits.map(({ id, score }) => ({ id, score: score + top * byMeaning(id), byMeaning: false })),
    ...others.map(([id]) => ({ id, score: top * byMeaning(id), byMeaning: true })),
  ]
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .map((hit) => ({ ...hit, score: Math.max(0, hit.score) }));
}

/** Whether a person wants these words as they are. */
export function isQuoted(q: string): boolean {
  return /["“”„«»].+["“”„«»]/.test(q);
}

/** The least floor of a model whose cosines are known. */
const LEAST_FLOOR: Partial<Record<ModelSettings["provider"], number>> = { builtin: 0.42 };

/** Sets the floor above all that was found for questions off the topic. @param best their best cosines */
export function floorAbove(best: readonly number[], { provider }: ModelSettings): number {
  return Math.max(...best, LEAST_FLOOR[provider] ?? 0) + 0.01;
}

/** How far a catalogue grows before the floor is measured again. */
const GROWN = 1.25;

export function isFloorOld(measuredWith: number, papers: number): boolean {
  return papers > GROWN * measuredWith;
}

const DAY_MS = 86_400_000;
/** How long the vectors of a model are kept that neither serves nor reads: somebody may be comparing models. */
const UNUSED_MS = 14 * DAY_MS;

/** Models that do not serve, and were last used before this instant, are deleted. */
export function unusedSince(now: Date): Date {
  return new Date(now.getTime() - UNUSED_MS);
}

/** Questions that no catalogue of papers answers. The floor of a model is above what it finds for them. */
export const OFF_TOPIC = [
  ...["recipe for apple pie", "birthday present for my sister", "cheap hotel near the beach"],
  ...[
    "how to tie a tie",
    "lyrics of a love song",
    "back pain after sitting",
    "second hand bicycle",
  ],
  ...["football scores last night", "why is my cat sneezing", "tickets for the opera"],
  ...[
    "best haircut for curly hair",
    "how long to boil an egg",
    "red shoes size 38",
    "lawn mower repair",
  ],
  ...["horoscope for this week", "opening hours of the post office", "wallpaper for the kitchen"],
  ...["removing stains from a carpet", "a name for our dog", "holiday in greece with children"],
  ...[
    "driving licence renewal",
    "headache and fever",
    "cheap car insurance",
    "piano lessons nearby",
  ],
  ...[
    "planting tulips in autumn",
    "who won the elections",
    "jokes about teachers",
    "new phone contract",
  ],
  ...["train times to the airport", "wine with fish", "vacation rental by the lake", "asdf qwer"],
];
