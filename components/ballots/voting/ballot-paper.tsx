import type { BallotPaperProps } from "../ballot";
import { FirstChoice } from "./first-choice";
import { Ordering } from "./ranking/ordering";
import { Scoring } from "./scoring";
import { Ticking } from "./ticking";

/** The ballot as a member fills it in, by the kind of answer that its rule takes; saved at once. */
export function BallotPaper(props: BallotPaperProps) {
  const { answerKind, rule } = props.ballot;
  if (answerKind === "approvals") return <Ticking {...props} />;
  if (answerKind === "scores") return <Scoring {...props} />;
  return rule === "plurality" ? <FirstChoice {...props} /> : <Ordering {...props} />;
}
