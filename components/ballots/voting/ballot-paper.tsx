import type { RouterOutputs } from "@/trpc/client";
import { FirstChoice } from "./first-choice";
import { Ordering } from "./ranking/ordering";
import { Scoring } from "./scoring";
import { Ticking } from "./ticking";

export type Ballot = RouterOutputs["ballots"]["page"];

export interface PaperProps {
  group: string;
  ballot: Pick<Ballot, "id" | "rule" | "answerKind" | "candidates" | "myVote" | "may">;
}

/** The ballot as a member fills it in, by the kind of answer that its rule takes; saved at once. */
export function BallotPaper(props: PaperProps) {
  const { answerKind, rule } = props.ballot;
  if (answerKind === "approvals") return <Ticking {...props} />;
  if (answerKind === "scores") return <Scoring {...props} />;
  return rule === "plurality" ? <FirstChoice {...props} /> : <Ordering {...props} />;
}
