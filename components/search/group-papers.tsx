import { PaperCards } from "@/components/papers/list/paper-cards";
import { Empty } from "@/components/ui/empty";
import type { PaperCard } from "@/server/papers/schema";

/** Papers of a group found by a search, best match first. */
export function GroupPapers({ q, papers }: { q: string; papers: PaperCard[] }) {
  if (q === "") {
    return (
      <p className="mt-4 text-muted">
        Any word can match; matches in the title come first. This searches what the group has
        nominated or read.
      </p>
    );
  }
  if (papers.length === 0) {
    return (
      <div className="mt-6">
        <Empty title={`Nothing found for “${q}”`}>
          The group has not nominated or read anything with these words.
        </Empty>
      </div>
    );
  }
  return <PaperCards papers={papers} />;
}
