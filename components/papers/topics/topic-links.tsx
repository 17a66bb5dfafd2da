import { Link } from "@/components/ui/links/link";
import { topicPath } from "@/server/platform/web/addresses";

/** Links to the topics of a paper. */
export function TopicLinks({ topics }: { topics: { slug: string; name: string }[] }) {
  if (topics.length === 0) return null;
  return (
    <ul aria-label="Topics" className="flex max-w-full flex-wrap gap-1.5">
      {topics.map(({ slug, name }) => (
        <li key={slug}>
          <Link
            href={topicPath(slug)}
            className="inline-flex min-h-7 items-center rounded-full bg-sunken px-2.5 text-ink text-xs no-underline hover:underline"
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
