// Rows of the large world, table by table. Counters are counted while the rows are made.
import { normalizedTitle, standingOf } from "@/server/papers/rules";
import { TOPICS } from "@/server/papers/topics/rules";
import { RENDERING } from "@/server/platform/text/rendering";
import type { Value } from "./copy";
import { numbersFrom, rareWord, skewed, textOf } from "./words";

/** The number of rows of everything. */
export interface Extent {
  papers: number;
  people: number;
  groups: number;
  upvotes: number;
  comments: number;
}

export const LARGE: Extent = {
  papers: 100_000,
  people: 20_000,
  groups: 2000,
  upvotes: 1_000_000,
  comments: 500_000,
};

/** Kinds of rows, each with the first bytes of its ids. */
const KINDS = {
  person: "01",
  paper: "02",
  group: "03",
  thread: "04",
  nomination: "05",
  identifier: "06",
};
export const DAY_MS = 86_400_000;
/** The age of the site. */
const DAYS = 1000;
/** A step that visits everybody before it returns, if it shares no divisor with the number of people. */
export const STEP = 7919;
/** Upvotes and comments of the most popular paper, as shares of all people and of all comments. */
const MOST_UPVOTES = 0.75;
const MOST_COMMENTS = 0.01;
/** The share of comments that are public. */
export const PUBLIC = 0.8;
export const GROUP_THREADS = 5;

export function idOf(kind: keyof typeof KINDS, number: number): string {
  return `${KINDS[kind]}000000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
}

export interface World extends Extent {
  /** The present moment of the world: everything happened before it. */
  at: number;
  upvotesOf: number[];
  publicCommentsOf: number[];
  membersOf: number[];
  words: Map<string, number>;
}

/** Decides how much activity each paper and group gets. The most active paper is neither the oldest nor the newest. */
export function planWorld(extent: Extent, at: number): World {
  const { papers, people, groups, upvotes, comments } = extent;
  const spread = (shares: number[], step: number) => {
    const placed = new Array<number>(shares.length).fill(0);
    shares.forEach((share, rank) => {
      placed[(rank * step + Math.floor(shares.length * 0.7)) % shares.length] = share;
    });
    return placed;
  };
  return {
    ...extent,
    at,
    upvotesOf: spread(skewed(upvotes, papers, 0.75, Math.floor(people * MOST_UPVOTES)), STEP),
    publicCommentsOf: spread(
      skewed(Math.round(comments * PUBLIC), papers, 0.8, Math.floor(comments * MOST_COMMENTS)),
      STEP,
    ),
    membersOf: skewed(groups * 30, groups, 0.8, Math.floor(people / 4)),
    words: new Map(),
  };
}

export const addedAt = ({ at, papers }: World, paper: number) =>
  new Date(at - DAYS * DAY_MS * (1 - paper / papers));

function upvoteTimes(world: World, paper: number): Date[] {
  const random = numbersFrom(paper + 77);
  const added = addedAt(world, paper).getTime();
  return Array.from(
    { length: world.upvotesOf[paper] ?? 0 },
    // Most upvotes come soon after the paper.
    () => new Date(Math.floor(added + (world.at - added) * random() ** 3)),
  );
}

export function* people({ people, at }: World): Generator<Value[]> {
  const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo"];
  for (let n = 0; n < people; n++)
    yield [
      idOf("person", n),
      `reader-${n}`,
      `Reader ${n}`,
      `reader-${n}@mail-${n % 20}.example`,
      zones[n % 4] as string,
      new Date(at - DAYS * DAY_MS),
      new Date(at - DAYS * DAY_MS),
    ];
}

export function* papers(world: World): Generator<Value[]> {
  const titles = new Set<string>();
  for (let n = 0; n < world.papers; n++) {
    const random = numbersFrom(n + 1);
    let title = "";
    do title = textOf(random, 5 + Math.floor(random() * 6));
    while (titles.has(title));
    titles.add(title);
    const abstract = textOf(random, 60 + Math.floor(random() * 60));
    const authors = Array.from({ length: 1 + Math.floor(random() * 5) }, () =>
      [random, random].map((draw) => rareWord(Math.floor(draw() * 4000))).join(" "),
    );
    for (const word of new Set(`${title} ${authors.join(" ")} ${abstract}`.split(" ")))
      world.words.set(word, (world.words.get(word) ?? 0) + 1);
    const shown = title.charAt(0).toUpperCase() + title.slice(1);
    yield [
      idOf("paper", n),
      `paper-${n}`,
      shown,
      normalizedTitle(shown),
      abstract,
      abstract,
      `${abstract.slice(0, 270)}…`,
      RENDERING,
      `{${authors.map((name) => `"${name}"`).join(",")}}`,
      doiOf(n),
      addedAt(world, n),
      world.publicCommentsOf[n] ?? 0,
    ];
  }
}

export function* standings(world: World): Generator<Value[]> {
  for (let n = 0; n < world.papers; n++) {
    const added = addedAt(world, n);
    const { upvoteCount, trendingWeight, trendingScore } = standingOf(added, upvoteTimes(world, n));
    yield [idOf("paper", n), added, upvoteCount, trendingWeight, trendingScore];
  }
}

/** The DOI of every third paper; null for the others. */
const doiOf = (n: number) => (n % 3 === 0 ? `10.5555/paper-${n}` : null);

export function* identifiers({ papers }: World): Generator<Value[]> {
  for (let n = 0; n < papers; n++) {
    const doi = doiOf(n);
    yield [idOf("identifier", 2 * n), idOf("paper", n), "openalex", `W${n + 1}`];
    if (doi) yield [idOf("identifier", 2 * n + 1), idOf("paper", n), "doi", doi];
  }
}

export function* upvotes(world: World): Generator<Value[]> {
  for (let n = 0; n < world.papers; n++)
    for (const [at, time] of upvoteTimes(world, n).entries())
      yield [idOf("paper", n), idOf("person", (n * 31 + at * STEP) % world.people), time];
}

/** Selects the topics of a paper: one of a few common ones for most, and a rarer one for every third. */
export function* paperTopics({ papers }: World): Generator<[string, string]> {
  const random = numbersFrom(5);
  for (let n = 0; n < papers; n++) {
    const first = Math.floor(TOPICS.length * random() ** 3);
    yield [idOf("paper", n), TOPICS[first]?.slug as string];
    if (n % 3 === 0) yield [idOf("paper", n), TOPICS[(first + 7) % TOPICS.length]?.slug as string];
  }
}

export function* topics(world: World): Generator<Value[]> {
  const counts = new Map<string, number>();
  for (const [, topic] of paperTopics(world)) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  for (const { slug, name } of TOPICS) yield [slug, name, counts.get(slug) ?? 0];
}

export function* searchWords({ words }: World): Generator<Value[]> {
  for (const [word, papers] of words) if (word.length >= 2) yield [word, papers];
}

export function* groups({ groups, membersOf, at }: World): Generator<Value[]> {
  for (let n = 0; n < groups; n++)
    yield [
      idOf("group", n),
      `group-${n}`,
      `Reading group ${n}`,
      textOf(numbersFrom(n), 30),
      n % 5 === 4 ? "private" : "public",
      "UTC",
      membersOf[n] ?? 0,
      new Date(at - DAYS * DAY_MS + n * 1000),
    ];
}

export const memberOf = ({ people }: World, group: number, at: number) =>
  (group * 13 + at * STEP) % people;

export function* memberships(world: World): Generator<Value[]> {
  for (let group = 0; group < world.groups; group++)
    for (let at = 0; at < (world.membersOf[group] ?? 0); at++)
      yield [
        idOf("group", group),
        idOf("person", memberOf(world, group, at)),
        at === 0 ? "owner" : at < 3 ? "organizer" : "member",
        new Date(world.at - (DAYS - 1) * DAY_MS + at * 1000),
      ];
}

export function* nominations(world: World): Generator<Value[]> {
  const each = 8;
  for (let group = 0; group < world.groups; group++)
    for (let at = 0; at < each; at++)
      yield [
        idOf("nomination", group * each + at),
        idOf("group", group),
        idOf("paper", (group * 41 + at * STEP) % world.papers),
        idOf("person", memberOf(world, group, at % (world.membersOf[group] ?? 1))),
        textOf(numbersFrom(group + at), 20),
        new Date(world.at - DAY_MS * (1 + at)),
      ];
}
