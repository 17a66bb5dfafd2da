import { strengthOf } from "@/server/ballots/forecasts/rules";

/** Papers that are suggested at a time. */
const SHOWN = 6;
/** Every third of them is for members whose papers are seldom chosen. */
const EVERY = 3;
/** Suggestions for the sake of one paper. */
const OF_ONE = 2;
/** Fewest papers of a member on ballots before anything is said about how often theirs are chosen. */
const STOOD = 2;
/** Papers below this are not near to what the group likes. */
const LEAST = 0.02;

/** A paper that the group knows, and what it thinks of it. */
export interface Known {
  paperId: string;
  /** Why it is known, which is what a reason says. */
  how: "chosen" | "placed" | "nominated";
  /** From -1, for the last place, to 1, for what was chosen. */
  value: number;
}

/** A paper that the group could nominate. */
export interface Possible {
  paperId: string;
  /** The same title is the same paper in another version. */
  normalizedTitle: string;
}

/** A paper of a member whose papers are seldom chosen. */
export interface Wish {
  paperId: string;
  memberId: string;
}

/** A suggestion with the paper that is its reason. */
export interface Suggested {
  paperId: string;
  because: string;
  how: Known["how"] | "wished";
  /** The member who nominated that paper, if the suggestion is for their sake. */
  memberId: string | null;
}

/** A paper that a member nominated, and whether a ballot chose it. */
export interface Stood {
  memberId: string | null;
  paperId: string;
  chosen: boolean;
}

/**
 * Finds the members whose papers are seldom chosen: of those that they nominated and that stood on ballots, less than half
 * the share that is chosen of all. It looks at nominations and results only, which the group sees anyway: from votes it
 * would tell how somebody voted.
 * @returns those with the smallest share first
 */
export function seldomChosen(stood: readonly Stood[]): string[] {
  const all = share(stood);
  const found = [...byMember(stood)].flatMap(([memberId, theirs]) => {
    if (memberId === null || theirs.length < STOOD) return [];
    const own = share(theirs);
    return own * 2 < all ? [{ memberId, own, papers: theirs.length }] : [];
  });
  return found
    .sort((a, b) => a.own - b.own || b.papers - a.papers || (a.memberId < b.memberId ? -1 : 1))
    .map(({ memberId }) => memberId);
}

function byMember<One extends { memberId: string | null }>(rows: readonly One[]) {
  const found = new Map<One["memberId"], One[]>();
  for (const row of rows) found.set(row.memberId, [...(found.get(row.memberId) ?? []), row]);
  return found;
}

function share(stood: readonly Stood[]): number {
  return stood.length === 0 ? 0 : stood.filter(({ chosen }) => chosen).length / stood.length;
}

interface Choice {
  possible: readonly Possible[];
  known: readonly Known[];
  /** The members' papers that were not chosen, those of the members that `seldomChosen` names first. */
  wishes: readonly Wish[];
  /** From 0 to 1 (`nearness` of ballots/forecasts/rules.ts). */
  near(paperId: string, otherId: string): number;
  /** Whether two papers share words, which a reason can name. */
  alike(paperId: string, otherId: string): boolean;
}

interface Scored extends Suggested {
  score: number;
  normalizedTitle: string;
}

/**
 * Chooses papers to suggest to a group. The strength of a paper is that of a forecast: near to what was chosen or did well
 * counts for it, near to what did badly counts against it. Every third is near to a paper of a member whose papers are
 * seldom chosen, member after member; there, what the group turned down does not count. Where one kind runs out, the other
 * goes on. At most two have the same reason.
 * @returns the best first; the same for the same input
 */
export function suggest(choice: Choice): Suggested[] {
  const usual = scoreUsual(choice);
  const wished = scoreWished(choice);
  const taken: Scored[] = [];
  const take = (from: Scored[]) => {
    const at = from.findIndex((one) => fits(one, taken));
    const [found] = at === -1 ? [] : from.splice(0, at + 1).slice(-1);
    if (found) taken.push(found);
    return found !== undefined;
  };
  while (taken.length < SHOWN) {
    const turn = (taken.length + 1) % EVERY === 0;
    const order = turn ? [wished, usual] : [usual, wished];
    if (!order.some(take)) break;
  }
  return taken.map(({ score: _, normalizedTitle: __, ...one }) => one);
}

/** Whether a suggestion is another paper than those taken, and for another reason than two of them. */
function fits(one: Scored, taken: readonly Scored[]): boolean {
  return (
    taken.filter(({ because }) => because === one.because).length < OF_ONE &&
    taken.every(
      ({ paperId, normalizedTitle }) =>
        paperId !== one.paperId && normalizedTitle !== one.normalizedTitle,
    )
  );
}

const best = (a: Scored, b: Scored) => b.score - a.score || (a.paperId < b.paperId ? -1 : 1);

function scoreUsual({ possible, known, near, alike }: Choice): Scored[] {
  const scored = possible.flatMap(({ paperId, normalizedTitle }): Scored[] => {
    const evidence = known.map((one) => ({ ...one, near: near(paperId, one.paperId) }));
    const [reason] = evidence
      .filter((one) => one.value > 0 && alike(paperId, one.paperId))
      .sort((a, b) => b.near * b.value - a.near * a.value || (a.paperId < b.paperId ? -1 : 1));
    const score = strengthOf(evidence);
    if (!reason || score < LEAST) return [];
    const { paperId: because, how } = reason;
    return [{ paperId, normalizedTitle, because, how, memberId: null, score }];
  });
  return scored.sort(best);
}

/** The best of each member in turn, so that the first member does not get all. */
function scoreWished({ possible, wishes, near, alike }: Choice): Scored[] {
  const lists = [...byMember(wishes)].map(([memberId, theirs]) =>
    possible
      .flatMap(({ paperId, normalizedTitle }): Scored[] => {
        const [reason] = theirs
          .filter((one) => alike(paperId, one.paperId))
          .map((one) => ({ because: one.paperId, score: near(paperId, one.paperId) }))
          .sort((a, b) => b.score - a.score || (a.because < b.because ? -1 : 1));
        return reason ? [{ paperId, normalizedTitle, ...reason, how: "wished", memberId }] : [];
      })
      .sort(best),
  );
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}
