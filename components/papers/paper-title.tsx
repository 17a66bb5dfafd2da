import type { ReactNode } from "react";
import type { ShownTitle } from "@/server/papers/schema";

const WARNINGS: Record<NonNullable<ShownTitle["warning"]>, string> = {
  withdrawn: "Withdrawn",
  retracted: "Retracted",
};

interface Props {
  of: ShownTitle;
  /** The title with its matching words, in the results of a search. */
  marked?: ReactNode;
}

/** A paper's title with its mathematics, and what readers should know before they choose it. */
export function PaperTitle({ of: { title, titleHtml, warning }, marked }: Props) {
  const shown =
    titleHtml === undefined ? (
      (marked ?? title)
    ) : (
      <span
        // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by the server, except its formulas
        dangerouslySetInnerHTML={{ __html: titleHtml }}
      />
    );
  if (!warning) return shown;
  return (
    <>
      {shown}{" "}
      <strong className="inline-block rounded border border-danger px-1.5 align-middle font-sans font-semibold text-danger text-xs leading-5 no-underline">
        {WARNINGS[warning]}
      </strong>
    </>
  );
}
