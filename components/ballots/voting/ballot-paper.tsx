import type { BallotPaperProps } from "../ballot";
import { FirstChoice } from "./first-choice";
import { Ordering } from "./ranking/ordering";
import { Scoring } from "./scoring";
import { Ticking } from "./ticking";

/** The fields in which a member votes, by the kind of vote that the rule takes. Saved at once. */
export function BallotPaper(props: BallotPaperProps) {
  const { answerKind, rule } = props.ballot;
  if (answerKind === "approvals") return <Ticking {...props} />;
  if (answerKind === "scores") return <Scoring {...props} />;
  return rule === "plurality" ? <FirstChoice {...props} /> : <Ordering {...props} />;
}
