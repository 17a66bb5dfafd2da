import { PaperTitle } from "@/components/papers/paper-title";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { Wide } from "@/components/ui/wide";
import { countInWords } from "@/server/platform/text/words";
import { meetingPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { MeetingTime } from "../meeting-time";
import { dayInWords } from "../words";

type Plan = RouterOutputs["meetings"]["presenters"];

interface Props {
  group: string;
  plan: Plan;
  /** The viewer's time zone. */
  timeZone: string;
}

/** The plan of presenters, in a table. */
export function PresenterPlan({ group, plan: { times }, timeZone }: Props) {
  return (
    <Wide label="Presenters by date">
      <table className="w-full text-left">
        <thead>
          <tr className="border-line border-b text-muted text-sm">
            <th scope="col" className="py-2 pr-4 font-medium">
              When
            </th>
            <th scope="col" className="py-2 pr-4 font-medium">
              Presenter
            </th>
            <th scope="col" className="py-2 font-medium">
              Paper
            </th>
          </tr>
        </thead>
        <tbody>
          {times.map(({ meetingId, startsAt, minutes, presenter, paper }) => (
            <tr key={meetingId ?? +startsAt} className="border-line border-b align-top">
              <th scope="row" className="py-2.5 pr-4 font-normal">
                <MeetingTime startsAt={startsAt} minutes={minutes} timeZone={timeZone} />
              </th>
              <td className="py-2.5 pr-4">
                {presenter ? (
                  <bdi className={meetingId ? "font-medium" : undefined}>{presenter.name}</bdi>
                ) : (
                  <span className="text-muted">nobody yet</span>
                )}
                {meetingId ? null : (
                  <span className="block text-muted text-sm">by rotation, if nothing changes</span>
                )}
              </td>
              <td className="py-2.5">
                {meetingId && paper ? (
                  <Link href={meetingPath(group, meetingId)} className="underline">
                    <PaperTitle of={paper} />
                  </Link>
                ) : (
                  <span className="text-muted">not chosen yet</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** The members in the order of their turns. */
export function TurnOrder({ plan: { order }, timeZone }: Omit<Props, "group">) {
  return (
    <ol className="grid divide-y divide-line border-line border-y">
      {order.map(({ handle, name, presented, lastAt }) => (
        <li key={handle} className="py-2">
          <bdi>{name}</bdi>
          <span className="block text-muted text-sm">
            {presented === 0 ? "has not presented yet" : countInWords(presented, "meeting")}
            {lastAt ? (
              <>
                {", the last on "}
                <When date={lastAt} timeZone={timeZone} kind="date" />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The members who are away, with their days. */
export function AwayMembers({ away }: { away: Plan["away"] }) {
  return (
    <ul className="grid divide-y divide-line border-line border-y">
      {away.map(({ handle, name, fromDay, lastDay }) => (
        <li key={`${handle} ${fromDay} ${lastDay}`} className="py-2">
          <bdi>{name}</bdi>
          <span className="block text-muted text-sm">
            {fromDay === lastDay
              ? dayInWords(fromDay)
              : `${dayInWords(fromDay)} to ${dayInWords(lastDay)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
