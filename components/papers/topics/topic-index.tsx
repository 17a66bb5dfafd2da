import { Link } from "@/components/ui/links/link";
import { pluralOf } from "@/server/platform/text/words";
import { PATHS, topicPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";

type Topics = RouterOutputs["papers"]["topics"];

/** Topics beside a list of papers. @param current the one whose papers are listed */
export function TopicIndex({ topics, current }: { topics: Topics; current?: string }) {
  if (topics.length === 0) return null;
  return (
    <nav aria-labelledby="topics">
      <h2 id="topics" className="font-semibold text-sm">
        Topics
      </h2>
      <ul className="mt-1">
        {topics.map(({ slug, name, papers }) => (
          <li key={slug}>
            <Link
              href={topicPath(slug)}
              aria-current={slug === current ? "page" : undefined}
              className="flex min-h-8 items-center justify-between gap-3 text-[0.95rem] no-underline hover:underline aria-[current]:font-semibold"
            >
              {name}
              <span className="text-muted text-sm tabular-nums">
                {papers}
                <span className="sr-only"> {pluralOf(papers, "paper")}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Link
        href={PATHS.topics}
        className="mt-1 inline-flex min-h-8 items-center text-accent text-sm"
      >
        All topics
      </Link>
    </nav>
  );
}
