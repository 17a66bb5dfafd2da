import "server-only";
import Fraction from "fraction.js";
import { tally } from "../../tally/tally";

/** Votes to look back on: the latest ballots that have this many together, at least one ballot. */
const VOTES_MOST = 6000;
/** Members listed; the viewer always is. */
const LISTED = 200;

/** A vote by ticking, or several equal ones. */
interface Ticks {
  approvals: readonly string[];
  count?: number;
}

/** One ballot of a group's history. */
export interface Round {
  candidates: readonly string[];
  /** The chosen candidate. */
  winner: string;
  /** All votes, also of people who have left. */
  votes: readonly Ticks[];
  /** The ticks of each member that may have won. Members who did not vote or ticked nothing are missing. */
  ticked: ReadonlyMap<string, readonly string[]>;
}

/** How often one member's choice won. */
export interface Share {
  personId: string;
  /** Ballots on which the member ticked something. */
  voted: number;
  /** Those of `voted` that a ticked paper won. */
  won: number;
  /** Those of `voted` that a ticked paper would have won by plain approval. */
  plain: number;
}

/** The winner of the same votes by plain approval. */
export function plainWinner({ candidates, votes }: Pick<Round, "candidates" | "votes">) {
  const same = votes.map(({ approvals, count }) => ({ approvals: [...approvals], count }));
  const result = tally({ rule: "approval", candidates: [...candidates], votes: same });
  return "winner" in result ? result.winner : null;
}

/** Computes how often each member's choice won, and would have won by plain approval. */
export function computeShares(rounds: readonly Round[], personIds: readonly string[]): Share[] {
  const compared = rounds.map((round) => ({ ...round, plain: plainWinner(round) }));
  return personIds.map((personId) => {
    const mine = compared.flatMap(({ winner, plain, ticked }) => {
      const approvals = ticked.get(personId);
      return approvals ? [{ won: approvals.includes(winner), plain: has(approvals, plain) }] : [];
    });
    return {
      personId,
      voted: mine.length,
      won: mine.filter(({ won }) => won).length,
      plain: mine.filter(({ plain }) => plain).length,
    };
  });
}

function has(approvals: readonly string[], candidate: string | null): boolean {
  return candidate !== null && approvals.includes(candidate);
}

/** The weight that a member carried on from a ballot, as an exact fraction. */
interface Carried {
  ballotId: string;
  personId: string;
  after: string;
}

/**
 * Computes the weight of each member after each ballot. Members who did not vote keep theirs; before their
 * first vote they have the start weight, so that a line does not tell when its owner joined.
 * @param ballotIds in their order
 */
export function computeLines(
  ballotIds: readonly string[],
  carried: readonly Carried[],
  personIds: readonly string[],
  start: string,
): { personId: string; values: number[] }[] {
  const noted = new Map(carried.map((one) => [`${one.ballotId} ${one.personId}`, one.after]));
  return personIds.map((personId) => {
    let at = start;
    const values = ballotIds.map((ballotId) => {
      at = noted.get(`${ballotId} ${personId}`) ?? at;
      return new Fraction(at).valueOf();
    });
    return { personId, values };
  });
}

/** Fewest votes of a member to show them to others on secret ballots: fewer would tell who joined late. */
const FEWEST_VOTES = 5;
/** Fewest other members to show on secret ballots: one alone could be identified. */
const FEWEST_OTHERS = 3;

/** Selects the shares that a member sees: their own, and those of others who cannot be identified. */
export function selectShown(
  shares: readonly Share[],
  viewerId: string,
  named: boolean,
): Set<string> {
  const voters = shares.filter(({ voted }) => voted > 0);
  if (named) return new Set(voters.map(({ personId }) => personId));
  const others = voters.filter((one) => one.personId !== viewerId && one.voted >= FEWEST_VOTES);
  const mine = voters.filter((one) => one.personId === viewerId);
  const shown = others.length >= FEWEST_OTHERS ? [...mine, ...others] : mine;
  return new Set(shown.map(({ personId }) => personId));
}

/** Takes the first of these ballots until they have VOTES_MOST votes together. */
export function takeWithinVotes<Ballot extends { _count: { votes: number } }>(
  ballots: Ballot[],
): Ballot[] {
  let votes = 0;
  return ballots.filter(({ _count }, at) => {
    votes += _count.votes;
    return at === 0 || votes <= VOTES_MOST;
  });
}

/** Selects the shares to list, the largest first. */
export function selectListed(
  shares: Share[],
  shown: ReadonlySet<string>,
  viewerId: string,
): Share[] {
  const sorted = shares
    .filter(({ personId }) => shown.has(personId))
    .toSorted(
      (a, b) =>
        b.won / b.voted - a.won / a.voted ||
        b.plain / b.voted - a.plain / a.voted ||
        b.voted - a.voted,
    );
  return sorted.filter(({ personId }, place) => place < LISTED || personId === viewerId);
}

/** Compares two rows by their latest value, then by earlier ones, never by their owner. */
export function compareLatestFirst(a: readonly number[], b: readonly number[]): number {
  for (let at = a.length - 1; at >= 0; at--) {
    const difference = (b[at] ?? 0) - (a[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
