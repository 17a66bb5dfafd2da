import { shuffledRankings } from "@/server/testing/fixtures/rankings";
import { type Bench, checkBounds } from "./measure";

/** A hundred candidates and ten thousand rankings under Schulze's rule. */
export const tally: Bench = async (_say, { report }) => {
  const { readElection } = await import("@/server/ballots/tally/election");
  const { tally: count } = await import("@/server/ballots/tally/tally");
  const election = shuffledRankings(100, 10_000);
  const name = "100 candidates, 10,000 votes";
  checkBounds(report, "Schulze", [
    { name, mostMs: 2000, work: () => void count(readElection(election)) },
  ]);
};
