import { PaperTitle } from "@/components/papers/paper-title";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";
import { groupPapersPath } from "@/server/platform/web/addresses";
import { threadPath } from "@/server/threads/rules";
import type { RouterOutputs } from "@/trpc/client";
import { unreadInWords } from "../reading/unread";

interface Props {
  group: string;
  threads: RouterOutputs["threads"]["recentInGroup"];
  timeZone: string | null;
}

/** The threads of a group by their last comment. */
export function RecentThreads({ group, threads, timeZone }: Props) {
  if (threads.length === 0) {
    return (
      <Empty title="No comments yet">
        <p>
          Each paper the group nominates or reads has its own thread. Start the discussion there.
        </p>
        <div className="mt-4 flex justify-center">
          <LinkButton href={groupPapersPath(group)} variant="primary">
            Go to papers
          </LinkButton>
        </div>
      </Empty>
    );
  }
  return (
    <ul className="grid gap-3">
      {threads.map(({ id, paper, meetingId, commentCount, lastCommentAt, unread }) => (
        <li key={id}>
          <Card>
            <h2 className="font-serif text-lg leading-snug">
              <Link
                href={threadPath(
                  meetingId ? { meeting: meetingId, group } : { paper: paper.slug, group },
                )}
                className="inline-block py-1"
              >
                {meetingId ? "Meeting: " : null}
                <PaperTitle of={paper} />
              </Link>
            </h2>
            <p className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
              <Icon of="lucide--message-square" className="size-4" />
              {countInWords(commentCount, "comment")}
              {lastCommentAt ? (
                <span>
                  last comment: <When date={lastCommentAt} timeZone={timeZone} relative />
                </span>
              ) : null}
              {unread > 0 ? (
                <span className="rounded-full bg-accent px-2 py-0.5 font-medium text-on-accent text-xs">
                  {unreadInWords(unread)} new
                </span>
              ) : null}
            </p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
