import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { RouterOutputs } from "@/trpc/client";
import { MeetingTime, meetingTimeInWords } from "../meeting-time";

type Poll = RouterOutputs["datePolls"]["page"];

const SAID = { yes: "can come", maybe: "if need be", no: "cannot" } as const;

interface Props {
  poll: Poll;
  /** The place of the time among those proposed. */
  place: number;
  /** The viewer's time zone, and the group's. */
  timeZone: string;
  groupZone: string;
  /** The viewer's answer or the button to choose it, labelled by the time in words. */
  children?: (label: string) => ReactNode;
}

/** A proposed time: when it is, what the viewer says, and who can come. Stacked on a phone. */
export function DateRow({ poll, place, timeZone, groupZone, children }: Props) {
  const date = poll.dates[place];
  if (!date) return null;
  const when = { startsAt: date.startsAt, minutes: poll.minutes };
  const label = meetingTimeInWords({ ...when, timeZone });
  return (
    <div className="grid gap-2 py-4 md:grid-cols-[minmax(0,5fr)_auto_minmax(0,4fr)] md:items-start md:gap-5">
      <div>
        <MeetingTime {...when} timeZone={timeZone} />
        {label !== meetingTimeInWords({ ...when, timeZone: groupZone }) ? (
          <span className="block text-muted text-sm">
            {"For the group: "}
            <MeetingTime {...when} timeZone={groupZone} />
          </span>
        ) : null}
        <span className="mt-1 flex flex-wrap gap-1.5">
          {date.chosen ? <Badge>chosen</Badge> : null}
          {date.id === poll.bestId ? <Badge>best so far</Badge> : null}
          {date.lacksPresenter ? <Badge>the presenter cannot come</Badge> : null}
          {date.taken ? <Badge>another meeting</Badge> : null}
        </span>
      </div>
      <div>{children?.(label)}</div>
      <dl className="grid gap-0.5 text-sm">
        {(["yes", "maybe", "no"] as const).map((answer) => (
          <div key={answer}>
            <dt className="inline font-medium">
              {date[answer]} {SAID[answer]}
            </dt>
            <dd className="inline text-muted">
              <Names poll={poll} place={place} answer={answer} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Names({
  poll: { people },
  place,
  answer,
}: Pick<Props, "poll" | "place"> & { answer: keyof typeof SAID }) {
  const said = people.filter(({ answers }) => answers[place] === answer);
  return said.map(({ handle, name }, at) => (
    <span key={handle}>
      {at === 0 ? ": " : ", "}
      <bdi>{name}</bdi>
    </span>
  ));
}
