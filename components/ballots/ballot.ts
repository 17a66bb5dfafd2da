import type { RouterOutputs } from "@/trpc/client";

/** A ballot as its page shows it. */
export type Ballot = RouterOutputs["ballots"]["page"];

/** A paper on a ballot. */
export type BallotCandidate = Ballot["candidates"][number];

/** The properties of every way to fill in a ballot. */
export interface BallotPaperProps {
  group: string;
  ballot: Pick<Ballot, "id" | "rule" | "answerKind" | "candidates" | "myVote" | "may">;
}
