import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/links/link";
import { mergePaperPath, paperPath, withQuery } from "@/server/platform/web/addresses";

interface Props {
  /** The paper that is being corrected. */
  slug: string;
  /** The paper that has the same identifier or title. */
  other: string;
  moderator: boolean;
}

/** The way on when another paper has what was entered. */
export function OtherPaper({ slug, other, moderator }: Props) {
  return (
    <Card>
      <h2 className="font-semibold font-serif text-xl">Another paper has this already</h2>
      <p className="mt-1 text-muted">
        If both are the same paper,{" "}
        {moderator ? "merge them." : "tell a moderator: only moderators can merge papers."}
      </p>
      <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
        <Link
          href={paperPath(other)}
          target="_blank"
          className="inline-flex min-h-8 items-center underline"
        >
          See that paper
        </Link>
        {moderator ? (
          <Link
            href={withQuery(mergePaperPath(slug), { with: other })}
            className="inline-flex min-h-8 items-center underline"
          >
            Compare and merge both
          </Link>
        ) : null}
      </p>
    </Card>
  );
}
