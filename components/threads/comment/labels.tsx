import { Badge } from "@/components/ui/badge";
import type { Label } from "@/server/threads/schema";

/** Names of the labels, as people see them. */
export const LABEL_WORDS: Record<Label, string> = {
  question: "Question",
  summary: "Summary",
  critique: "Critique",
  code: "Link to code",
  typo: "Typo",
};

/** The label of a comment, and whether a question is answered. */
export function Labels({ label, answered }: { label: Label | null; answered: boolean }) {
  if (!label) return null;
  return (
    <>
      <Badge>{LABEL_WORDS[label]}</Badge>
      {answered ? <Badge>Answered</Badge> : null}
    </>
  );
}
