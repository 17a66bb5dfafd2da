import type { ReactNode } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { countInWords, pluralOf } from "@/server/platform/text/words";
import {
  groupThreadPath,
  historyPath,
  meetingPath,
  threadsPath,
} from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { type Choosing, PaperLink, Pool, Votes } from "./choosing";
import { MoreLink } from "./more";
import { NextReading } from "./reading/next-reading";
import { ReadingQueue } from "./reading/reading-queue";

type Queue = RouterOutputs["meetings"]["queue"];
type Thread = RouterOutputs["threads"]["recentInGroup"][number];

interface Props {
  group: string;
  choosing: Choosing;
  /** Chosen papers that are not read yet, with their meetings. */
  queue: Queue;
  /** Recent threads; null for people who are not members. */
  threads: Thread[] | null;
  /** The reader's time zone. */
  timeZone: string;
  groupZone: string;
  may: { nominate: boolean; organize: boolean };
}

/** A group at a glance: its next reading, ballots, threads and open tasks. */
export function Overview({ group, choosing, queue, threads, timeZone, groupZone, may }: Props) {
  const { open, waiting, readings: past } = choosing;
  const { next, later } = queue;
  return (
    <div className="mx-auto grid w-full max-w-5xl gap-5 px-4 py-6 sm:px-6 md:grid-cols-2">
      <Part title="Next reading" wide>
        {next ? (
          <NextReading
            group={group}
            reading={next}
            timeZone={timeZone}
            groupZone={groupZone}
            mayOrganize={may.organize}
          />
        ) : (
          <p className="text-muted">
            Nothing chosen yet.{" "}
            {open.length > 0
              ? `The open ${pluralOf(open.length, "ballot", "ballots")} will decide.`
              : "A ballot on the nominated papers will decide."}
          </p>
        )}
      </Part>
      {later.length > 0 ? (
        <Part title="Chosen, to read after that" wide>
          <ReadingQueue
            group={group}
            readings={later}
            more={queue.more}
            timeZone={timeZone}
            groupZone={groupZone}
            mayOrganize={may.organize}
          />
        </Part>
      ) : null}
      <Part title="Being voted on">
        <Votes group={group} open={open} waiting={waiting} timeZone={timeZone} may={may} />
      </Part>
      <Part title="Waiting in the pool">
        <Pool group={group} waiting={waiting} mayNominate={may.nominate} />
      </Part>
      <Part title="Being discussed">
        <Discussed group={group} threads={threads} timeZone={timeZone} />
      </Part>
      <Part title="Already read">
        {past.length > 0 ? (
          <>
            <ul className="grid gap-2">
              {past.map(({ id, paper, readAt }) => (
                <li key={id}>
                  <PaperLink paper={paper} />
                  <p className="text-muted text-sm">
                    {"read "}
                    {readAt ? <When date={readAt} timeZone={timeZone} kind="date" /> : null}
                  </p>
                </li>
              ))}
            </ul>
            <MoreLink href={historyPath(group)}>Everything we have read</MoreLink>
          </>
        ) : (
          <p className="text-muted">Papers the group has read will appear here.</p>
        )}
      </Part>
    </div>
  );
}

function Part({
  title,
  wide = false,
  children,
}: {
  title: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <Card className={wide ? "md:col-span-2" : undefined}>
      <h2 className="mb-2 font-semibold text-muted text-sm">{title}</h2>
      {children}
    </Card>
  );
}

function Discussed({
  group,
  threads,
  timeZone,
}: {
  group: string;
  threads: Thread[] | null;
  timeZone: string;
}) {
  if (!threads) return <p className="text-muted">Only members can read the group’s threads.</p>;
  if (threads.length === 0) {
    return (
      <p className="text-muted">
        No comments yet. Every paper the group nominates or reads has its own thread.
      </p>
    );
  }
  return (
    <>
      <ul className="grid gap-2">
        {threads.slice(0, 4).map(({ id, meetingId, paper, commentCount, lastCommentAt }) => (
          <li key={id}>
            <Link
              href={meetingId ? meetingPath(group, meetingId) : groupThreadPath(group, paper.slug)}
              className="font-serif text-lg leading-snug"
            >
              <PaperTitle of={paper} />
            </Link>
            <p className="text-muted text-sm">
              {countInWords(commentCount, "comment")}
              {lastCommentAt ? (
                <>
                  , the last one <When date={lastCommentAt} timeZone={timeZone} relative />
                </>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
      <MoreLink href={threadsPath(group)}>All threads</MoreLink>
    </>
  );
}
