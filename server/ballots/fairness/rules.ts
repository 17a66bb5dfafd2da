import Fraction from "fraction.js";
import { tally } from "../tally/tally";

/** A vote by ticking, or so many that say the same. */
interface Ticks {
  approvals: readonly string[];
  count?: number;
}

/** One ballot of a group's history, as its members had it. */
export interface Round {
  candidates: readonly string[];
  /** What was chosen. */
  winner: string;
  /** Everybody's, also of those who have left. */
  votes: readonly Ticks[];
  /** By member, as far as it may have won; who sat out or ticked nothing is missing. */
  ticked: ReadonlyMap<string, readonly string[]>;
}

/** How often one member had her way. */
export interface Share {
  personId: string;
  /** Ballots on which she ticked something. */
  voted: number;
  /** Of these, how many chose a paper that she ticked. */
  won: number;
  /** How many would have, had the same votes been counted by plain approval. */
  plain: number;
}

/** What the same votes choose where each counts the same. */
export function plainWinner({ candidates, votes }: Pick<Round, "candidates" | "votes">) {
  const same = votes.map(({ approvals, count }) => ({ approvals: [...approvals], count }));
  const result = tally({ rule: "approval", candidates: [...candidates], votes: same });
  return "winner" in result ? result.winner : null;
}

/** How often each member had her way, and would have had it under plain approval. */
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

/** What a member carried on from a ballot, as an exact fraction. */
interface Carried {
  ballotId: string;
  personId: string;
  after: string;
}

/**
 * What each member carried after each ballot. Who sat out keeps it; who had not voted yet stands where
 * everybody starts, so that a line does not tell when its owner joined.
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

/** On secret ballots others are shown from so many votes on: fewer would tell who joined late. */
const FEWEST_VOTES = 5;
/** And only together with so many others: one alone would be known. */
const FEWEST_OTHERS = 3;

/** Whose shares and lines a member gets to see: her own, and others as far as that tells nothing. */
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
