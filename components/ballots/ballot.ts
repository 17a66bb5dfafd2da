import type { RouterOutputs } from "@/trpc/client";

/** A ballot as its page shows it. */
export type Ballot = RouterOutputs["ballots"]["page"];

/** A paper on a ballot. */
export type BallotCandidate = Ballot["candidates"][number];

/** An open ballot, as a member fills it in. */
export type BallotToVoteOn = Pick<
  Ballot,
  "id" | "rule" | "answerKind" | "candidates" | "myVote" | "may"
>;
