"use client";

import { useMutation } from "@tanstack/react-query";
import { PaperOfPage } from "@/components/papers/paper-heading";
import { Button, LinkButton } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { When } from "@/components/ui/times/when";
import type { DateAnswer } from "@/server/meetings/polls/schema";
import { pluralOf } from "@/server/platform/text/words";
import { meetingPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { Place } from "../place";
import { useMeetingAction } from "../use-action";
import { AnswerDates } from "./answer-dates";
import { DateRow } from "./date-row";

interface Props {
  group: string;
  poll: RouterOutputs["datePolls"]["page"];
  /** Answers that the viewer has chosen in an email. */
  begun: Record<string, DateAnswer> | null;
  /** The viewer's time zone, and the group's. */
  timeZone: string;
  groupZone: string;
}

/** A poll for the time of a meeting, with everything that a member sees. */
export function PollView({ group, poll, begun, timeZone, groupZone }: Props) {
  const { paper, may, answered, members, place, link } = poll;
  return (
    <>
      <PaperOfPage paper={paper} />
      <div className="mt-3 grid gap-1">
        <Place place={place} link={link} />
      </div>
      <div className="my-4 grid gap-2">
        <State group={group} poll={poll} timeZone={timeZone} />
        <p className="text-muted text-sm">
          {answered} of {members} {pluralOf(answered, "has", "have")} answered.
        </p>
      </div>
      {may.answer ? (
        <AnswerDates
          {...{ group, poll, timeZone, groupZone, begun }}
          // Another link in the email fills in another answer.
          key={JSON.stringify(begun)}
        />
      ) : (
        <ol className="divide-y divide-line border-line border-y">
          {poll.dates.map(({ id }, at) => (
            <li key={id}>
              <DateRow poll={poll} place={at} timeZone={timeZone} groupZone={groupZone} />
            </li>
          ))}
        </ol>
      )}
      {may.decide ? <Decide group={group} poll={poll} timeZone={timeZone} /> : null}
    </>
  );
}

function State({ group, poll, timeZone }: Omit<Props, "groupZone" | "begun">) {
  if (poll.state === "open") {
    return (
      <p>
        {"Closes once everybody has answered, at the latest on "}
        <When date={poll.closesAt} timeZone={timeZone} />.
      </p>
    );
  }
  if (poll.state === "undecided") {
    return (
      <p className="font-medium">
        {poll.may.decide
          ? "The answers do not settle it. Choose the time below."
          : "The poll is closed. An organizer chooses the time."}
      </p>
    );
  }
  return (
    <>
      <p className="font-medium">
        {poll.state === "chosen"
          ? "The time is chosen."
          : "Nobody found a time that suits the group. The paper waits for its meeting."}
      </p>
      {poll.meetingId ? (
        <p>
          <LinkButton href={meetingPath(group, poll.meetingId)} variant="primary">
            Go to the meeting
          </LinkButton>
        </p>
      ) : null}
    </>
  );
}

/** The buttons by which an organizer ends the poll: one for each time that is left, the best one first. */
function Decide({ group, poll, timeZone }: Omit<Props, "groupZone" | "begun">) {
  const trpc = useTRPC();
  const { refreshing, options } = useMeetingAction();
  const decide = useMutation(trpc.datePolls.decide.mutationOptions(options));
  const cancel = useMutation(trpc.datePolls.cancel.mutationOptions(options));
  const pending = decide.isPending || cancel.isPending || refreshing;
  const left = poll.dates
    .filter(({ open }) => open)
    .toSorted((a, b) => Number(b.id === poll.bestId) - Number(a.id === poll.bestId));
  return (
    <section aria-labelledby="decide" className="mt-8">
      <h2 id="decide" className="mb-2 font-semibold font-serif text-xl">
        Choose the time
      </h2>
      <p className="mb-3 text-muted text-sm">
        The meeting is then set. Members’ answers say whether they come, and they can change them.
      </p>
      <ul className="grid gap-2">
        {left.map(({ id, startsAt, yes, maybe }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Button
              variant={id === poll.bestId ? "primary" : "secondary"}
              pending={pending}
              onClick={() => decide.mutate({ group, pollId: poll.id, dateId: id })}
            >
              <span>
                {"Meet on "}
                <When date={startsAt} timeZone={timeZone} />
              </span>
            </Button>
            <span className="text-muted text-sm">
              {yes + maybe} can come{id === poll.bestId ? ", the best time" : null}
            </span>
          </li>
        ))}
      </ul>
      {left.length === 0 ? <p>All of these times have passed or are taken.</p> : null}
      <div className="mt-4">
        <Confirm
          trigger={<Button pending={pending}>Close without a time</Button>}
          title="Close the poll without a time?"
          action="Close it"
          onConfirm={() => cancel.mutate({ group, pollId: poll.id })}
        >
          <p>
            Members are told that nobody found a time. The paper stays chosen and waits for its
            meeting.
          </p>
        </Confirm>
      </div>
    </section>
  );
}
