import { expect, it } from "vitest";
import { atOnce } from "../tally/slices";
import { type SingleResult, type StoredElection, tallyStored } from "../tally/stored";
import { smallestLift } from "./counted";

/** Nine members who rank twenty papers, each in a different order. */
function ninefold(): StoredElection {
  const candidates = Array.from({ length: 20 }, (_, at) => `c${at}`);
  let last = 1;
  const next = (below: number) => {
    last = (last * 48271) % 2147483647;
    return last % below;
  };
  const votes = Array.from({ length: 9 }, (_, at) => {
    const left = [...candidates];
    const ranking = candidates.map(() => left.splice(next(left.length), 1));
    return { receipt: `r${at}`, ranking };
  });
  return { rule: "irv", candidates, votes };
}

it("never counts an unfinished search as a win", () => {
  const election = ninefold();
  const result = tallyStored(election) as SingleResult;
  const winner = result.winner as string;
  const chosen = { tieBreak: "organizer", outcome: "chosen", quorum: null } as const;
  const ballot = { result, election, winner, chosen: winner, ...chosen, titleOf: String };
  const alone = (candidate: string) => ({ ranking: [[candidate]] });
  const lift = atOnce(smallestLift(ballot, alone));
  expect(lift).toEqual({ candidate: "c7", votes: 8 });
});
