import { Link } from "@/components/ui/links/link";
import { countInWords } from "@/server/platform/text/words";
import { topicPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";

/** All topics, the largest first. */
export function TopicGrid({ topics }: { topics: RouterOutputs["papers"]["topics"] }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {topics.map(({ slug, name, papers }) => (
        <li key={slug}>
          <Link
            href={topicPath(slug)}
            className="flex min-h-16 items-baseline justify-between gap-3 rounded-lg border border-line bg-surface px-4 py-4 no-underline hover:border-accent"
          >
            <span className="font-serif text-lg leading-snug">{name}</span>
            <span className="shrink-0 text-muted text-sm">{countInWords(papers, "paper")}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
