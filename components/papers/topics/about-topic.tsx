import { Link } from "@/components/ui/links/link";
import { countInWords } from "@/server/platform/text/words";
import { topicPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";

/** The description of a topic, how many papers it has and gets, and the topics of the same papers. */
export function AboutTopic({ topic }: { topic: RouterOutputs["papers"]["topic"] }) {
  const { description, papers, week, weekly, related } = topic;
  const often = weekly > 0 ? `, about ${weekly} a week of late` : "";
  return (
    <>
      {description ? <p className="mb-1 whitespace-pre-line text-ink">{description}</p> : null}
      <p>
        {countInWords(papers, "paper")}: {week} new in the last seven days{often}.
      </p>
      {related.length > 0 ? (
        <p className="mt-1">
          Related:{" "}
          {related.map(({ slug, name }, place) => (
            <span key={slug}>
              {place > 0 ? ", " : ""}
              <Link href={topicPath(slug)} className="underline">
                {name}
              </Link>
            </span>
          ))}
        </p>
      ) : null}
    </>
  );
}
