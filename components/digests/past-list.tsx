import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";
import { pastDigestPath, pastDigestsPath, withQuery } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";

interface Props extends Pick<RouterOutputs["digests"]["past"], "digests" | "nextCursor"> {
  subscriptionId: string;
  timeZone: string;
}

/** Sent digests, latest first. */
export function PastList({ subscriptionId, digests, nextCursor, timeZone }: Props) {
  if (digests.length === 0) {
    return <Empty title="No digests yet">Sent digests are kept here for you to read again.</Empty>;
  }
  return (
    <div className="grid max-w-3xl gap-4">
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {digests.map(({ id, sentAt, items }) => (
          <li key={id} className="px-4 py-2">
            <Link
              href={pastDigestPath(subscriptionId, id)}
              className="inline-flex min-h-10 items-center gap-x-3"
            >
              {sentAt ? <When date={sentAt} timeZone={timeZone} /> : null}
              <span className="text-muted text-sm">{countInWords(items, "item")}</span>
            </Link>
          </li>
        ))}
      </ul>
      {nextCursor ? (
        <div>
          <LinkButton href={withQuery(pastDigestsPath(subscriptionId), { after: nextCursor })}>
            Show older
          </LinkButton>
        </div>
      ) : null}
    </div>
  );
}
