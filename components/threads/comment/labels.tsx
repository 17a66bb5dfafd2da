import { Badge } from "@/components/ui/badge";
import type { Label } from "@/server/threads/schema";

/** What a comment is, in words. */
export const LABEL_WORDS: Record<Label, string> = {
  question: "Question",
  summary: "Summary",
  critique: "Critique",
  code: "Link to code",
  typo: "Typo",
};

/** What a comment is; of a question also whether it is answered. */
export function Labels({ label, answered }: { label: Label | null; answered: boolean }) {
  if (!label) return null;
  return (
    <>
      <Badge>{LABEL_WORDS[label]}</Badge>
      {answered ? <Badge>Answered</Badge> : null}
    </>
  );
}
