import { PaperCards } from "@/components/papers/list/paper-cards";
import { Empty } from "@/components/ui/empty";
import type { PaperCard } from "@/server/papers/schema";
import { readQuestion } from "@/server/papers/search/language/rules";
import { Understood } from "./understood";

interface Props {
  /** The path of the group's search. */
  path: string;
  q: string;
  papers: PaperCard[];
}

/** Papers of a group found by a search, best match first. */
export function GroupPapers({ path, q, papers }: Props) {
  if (q === "") return null;
  const { terms, misread } = readQuestion(q);
  const understood = <Understood path={path} kind="papers" terms={terms} misread={misread} />;
  if (papers.length === 0) {
    return (
      <div className="mt-6 grid gap-4">
        {understood}
        <Empty title={`Nothing found for “${q}”`}>
          The group has not nominated or read anything with these words.
        </Empty>
      </div>
    );
  }
  return (
    <>
      {understood}
      <PaperCards papers={papers} />
    </>
  );
}
