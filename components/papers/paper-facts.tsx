import type { ReactNode } from "react";
import type { PaperCard } from "@/server/papers/schema";
import { authorsInWords } from "./words";

interface Props {
  paper: Pick<PaperCard, "authors" | "authorCount">;
  facts: readonly string[];
  /** More words at the end. */
  children?: ReactNode;
}

/** The line below a paper's title: its authors, and facts such as the month. */
export function PaperFacts({ paper: { authors, authorCount }, facts, children }: Props) {
  return (
    <p className="mt-0.5 text-muted text-sm">
      {authorCount > 0 ? <bdi>{authorsInWords(authors, authorCount)}</bdi> : null}
      {authorCount > 0 && facts.length > 0 ? " · " : null}
      {facts.join(" · ")}
      {children}
    </p>
  );
}
