"use client";

import { useMyGroups } from "@/components/papers/list/group-readings";
import { Link } from "@/components/ui/links/link";
import { countInWords } from "@/server/platform/text/words";
import { groupThreadPath } from "@/server/platform/web/addresses";

/** Links to the threads on a paper in the viewer's own groups; nothing if there are none. */
export function InMyGroups({ paper }: { paper: string }) {
  const discussing = useMyGroups(paper)?.discussing ?? [];
  if (discussing.length === 0) return null;
  return (
    <p className="mb-4 flex flex-wrap items-center gap-x-3 text-muted text-sm">
      <span>Your groups discuss it, too:</span>
      {discussing.map(({ slug, name, commentCount }) => (
        <Link
          key={slug}
          href={groupThreadPath(slug, paper)}
          className="inline-flex min-h-8 items-center gap-1 text-accent underline"
        >
          <bdi>{name}</bdi> ({countInWords(commentCount, "comment")})
        </Link>
      ))}
    </p>
  );
}
