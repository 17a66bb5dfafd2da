import { firstLines, listInWords } from "@/server/platform/text/words";

/** Acts of a person, and of their groups, from which other papers follow because they are like one of these. */
export const SEEDS = [
  "upvoted",
  "read",
  "nominated",
  "followed",
  "shelved",
  "commented",
  "readByGroup",
] as const;
type SeedKind = (typeof SEEDS)[number];

/** Reasons to recommend a paper. The last one is for people of whom nothing is known. */
export type PullKind = SeedKind | "groupReading" | "topic" | "trending";

/** One reason for one paper. */
export interface Pull {
  kind: PullKind;
  paperId: string;
  /** The paper that it is like, and the cosine of the words of both (papers/similar). */
  seed: { id: string; title: string; likeness: number; shared: readonly string[] } | null;
  /** The person's group that reads the paper, or the seed. */
  group: { id: string; name: string } | null;
  /** The topic that the person follows. */
  topic: { slug: string; name: string } | null;
  /** When the person or the group did it; of a topic, when the paper was added. */
  at: Date;
  /** The place among trending papers, from 1. */
  place: number | null;
}

/** Facts about a paper that may be recommended. */
export interface Facts {
  id: string;
  /** The key of its title, which its other versions share. */
  titleKey: string;
  topics: readonly string[];
  /** Papers most like it, with the cosine. */
  near: ReadonlyMap<string, number>;
}

/** A paper of which somebody said that they are not interested. */
export type Dismissed = Omit<Facts, "titleKey">;

export interface Recommendation {
  paperId: string;
  /** The strongest of its reasons. */
  reason: Pull;
  /** From 0 to 1, by its reasons and what the person is not interested in; without regard to other papers. */
  value: number;
}

/** How much each reason says, at its strongest, from 0 to 1. */
const STRENGTH: Record<PullKind, number> = {
  upvoted: 0.9,
  read: 0.85,
  nominated: 0.85,
  followed: 0.8,
  shelved: 0.75,
  commented: 0.7,
  readByGroup: 0.45,
  groupReading: 0.4,
  topic: 0.35,
  trending: 0.08,
};

/** The cosine at which two papers are as much alike as it takes. */
const ALIKE = 0.4;
/** Papers above this cosine are one paper in two versions. */
export const SAME = 0.9;
/** Half-life of what a person did; half of its strength never goes. */
const ACT_MS = 90 * 24 * 3600 * 1000;
/** Half-life of what is news: a group's reading, or a new paper of a topic. */
const NEWS_MS = 30 * 24 * 3600 * 1000;
/** A paper added within this time is new in its topic. */
const NEW_MS = NEWS_MS;
/** Places after which trending counts half. */
const PLACES = 20;
/** The part that each dismissed paper leaves of the value of others in one of its topics, and how many of them count. */
const TOPIC_LEFT = 0.8;
const TOPIC_MOST = 5;
/** The part that each earlier paper with the same reason leaves of the value of the next one. */
const AGAIN_LEFT = 0.75;
/** Papers that are weighed: those with the strongest reasons. */
const WEIGHED = 60;

const halved = (age: number, halfLife: number) => 2 ** (-Math.max(0, age) / halfLife);

/**
 * How strong a reason is, from 0 to 1: the strength of its kind, times
 * - for a paper like another, how much alike both are, and how long ago the act was (half of it never fades);
 * - for a group's reading or a topic, how new it is; a topic keeps a third of it;
 * - for trending, the place.
 */
export function strengthOf({ kind, seed, at, place }: Pull, now: Date): number {
  const age = now.getTime() - at.getTime();
  const most = STRENGTH[kind];
  if (kind === "trending") return most * 0.5 ** (((place ?? 1) - 1) / PLACES);
  if (kind === "groupReading") return most * halved(age, NEWS_MS);
  if (kind === "topic") return most * (1 / 3 + (2 / 3) * halved(age, NEWS_MS));
  return most * Math.min(1, (seed?.likeness ?? 0) / ALIKE) * (0.5 + 0.5 * halved(age, ACT_MS));
}

/** Names the thing that a reason is about. Two reasons about one thing count once. */
const thingOf = ({ kind, seed, group, topic }: Pull) =>
  seed?.id ?? topic?.slug ?? group?.id ?? kind;

/** Orders by number, the largest first, and then by id, so that the same rows always give the same list. */
const byValue = (a: { value: number; id: string }, b: { value: number; id: string }) =>
  b.value - a.value || (a.id < b.id ? -1 : 1);

interface Weighed {
  id: string;
  reason: Pull;
  value: number;
}

/**
 * Weighs papers by their reasons. Several add up as independent chances do (noisy-or; Pearl, 1988): the value is
 * 1 − ∏ (1 − strength), so that no number of weak reasons is more than certain.
 * @returns the most valuable, each with its strongest reason
 */
export function weighPapers(pulls: readonly Pull[], now: Date): Weighed[] {
  const papers = new Map<string, Map<string, { pull: Pull; strength: number }>>();
  for (const pull of pulls) {
    const strength = strengthOf(pull, now);
    if (strength <= 0) continue;
    const things = papers.get(pull.paperId) ?? new Map();
    papers.set(pull.paperId, things);
    const thing = thingOf(pull);
    const known = things.get(thing);
    if (!known || isStronger({ pull, strength }, known)) things.set(thing, { pull, strength });
  }
  return [...papers]
    .map(([id, things]) => {
      const reasons = [...things.values()].sort((a, b) => (isStronger(a, b) ? -1 : 1));
      const missed = reasons.reduce((left, { strength }) => left * (1 - strength), 1);
      return { id, reason: reasons[0]?.pull as Pull, value: 1 - missed };
    })
    .sort(byValue)
    .slice(0, WEIGHED);
}

function isStronger(a: { pull: Pull; strength: number }, b: typeof a): boolean {
  if (a.strength !== b.strength) return a.strength > b.strength;
  const key = ({ pull }: typeof a) => `${pull.kind} ${thingOf(pull)}`;
  return key(a) < key(b);
}

/** How much alike two papers are, by what either of them knows. */
const likeness = (a: Dismissed, b: Dismissed) =>
  Math.max(a.near.get(b.id) ?? 0, b.near.get(a.id) ?? 0);

/**
 * Finds the part of a paper's value that dismissed papers leave, from 0 to 1: each takes as much as it is like the paper, and each that
 * shares a topic a fifth, five of them at most.
 */
export function leftAfter(paper: Facts, dismissed: readonly Dismissed[]): number {
  const words = dismissed.reduce(
    (left, other) => left * (1 - Math.min(1, likeness(paper, other) / ALIKE)),
    1,
  );
  const sharing = dismissed.filter(({ topics }) =>
    topics.some((one) => paper.topics.includes(one)),
  );
  return words * TOPIC_LEFT ** Math.min(sharing.length, TOPIC_MOST);
}

/**
 * Chooses recommendations, one after the other: each time the paper with the highest value, times what the papers chosen
 * before leave of it. A paper with the same reason as an earlier one counts three quarters, and one that is like an
 * earlier one loses as much as both are alike (maximal marginal relevance; Carbonell and Goldstein, 1998). A paper that
 * is an earlier one in another version is never chosen.
 */
export function recommend(
  weighed: readonly Weighed[],
  facts: ReadonlyMap<string, Facts>,
  dismissed: readonly Dismissed[],
  most: number,
): Recommendation[] {
  let left = weighed.flatMap(({ id, reason, value }) => {
    const known = facts.get(id);
    return known ? [{ id, reason, known, value: value * leftAfter(known, dismissed) }] : [];
  });
  const chosen: typeof left = [];
  const times = new Map<string, number>();
  const worth = ({ reason, known, value }: (typeof left)[number]) => {
    const again = AGAIN_LEFT ** (times.get(thingOf(reason)) ?? 0);
    const nearest = Math.max(0, ...chosen.map((other) => likeness(known, other.known)));
    return value * again * (1 - nearest);
  };
  while (chosen.length < most) {
    const [best] = left
      .map((one) => ({ id: one.id, one, value: worth(one) }))
      .filter(({ value }) => value > 0)
      .sort(byValue);
    if (!best) break;
    chosen.push(best.one);
    const thing = thingOf(best.one.reason);
    if (best.one.reason.kind !== "trending") times.set(thing, (times.get(thing) ?? 0) + 1);
    left = left.filter(
      ({ known }) =>
        known.id !== best.id &&
        known.titleKey !== best.one.known.titleKey &&
        likeness(known, best.one.known) < SAME,
    );
  }
  return chosen.map(({ id, reason, value }) => ({ paperId: id, reason, value }));
}

/** Characters of a title in a reason. */
const TITLE = 120;

/** The person's act on the paper that another one is like. */
const DID: Record<Exclude<SeedKind, "readByGroup">, string> = {
  upvoted: "You upvoted",
  read: "You have read",
  nominated: "You nominated",
  followed: "You follow",
  shelved: "You keep",
  commented: "You commented on",
};

/** Says a reason: "You upvoted “LoRA”: both are about low-rank adaptation." */
export function sayReason({ kind, seed, group, topic, at }: Pull, now: Date): string {
  if (kind === "trending") return "Trending now";
  if (kind === "topic") {
    const isNew = now.getTime() - at.getTime() < NEW_MS;
    return `${isNew ? "New in" : "In"} ${topic?.name}, which you follow`;
  }
  if (kind === "groupReading") return `Chosen by ${group?.name}, your group`;
  const title = `“${firstLines(seed?.title ?? "", TITLE)}”`;
  const about = seed?.shared.length
    ? `: both are about ${listInWords(seed.shared)}`
    : ", which is like it";
  if (kind === "readByGroup") return `${group?.name}, your group, chose ${title}${about}`;
  return `${DID[kind]} ${title}${about}`;
}
