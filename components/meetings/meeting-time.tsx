import { formatsOf } from "@/components/ui/times/formats";
import { lengthInWords } from "./words";

interface Props {
  startsAt: Date;
  minutes: number;
  /** The time zone to show it in. */
  timeZone: string;
}

const dayIn = formatsOf({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const clockIn = formatsOf({ hour: "2-digit", minute: "2-digit" });
const zoneIn = formatsOf({ timeZoneName: "short" });

/** The start and end of a meeting, with the day of the week. */
export function MeetingTime({ startsAt, minutes, timeZone }: Props) {
  return (
    <time dateTime={startsAt.toISOString()} title={lengthInWords(minutes)}>
      {meetingTimeInWords({ startsAt, minutes, timeZone })}
    </time>
  );
}

/** Says the time of a meeting, such as "Friday, 4 December 2026, 18:30–19:15 CET". */
export function meetingTimeInWords({ startsAt, minutes, timeZone }: Props): string {
  const end = new Date(startsAt.getTime() + minutes * 60_000);
  const [day, clock] = [dayIn(timeZone).format(startsAt), clockIn(timeZone)];
  const zone = zoneIn(timeZone)
    .formatToParts(startsAt)
    .find(({ type }) => type === "timeZoneName")?.value;
  return `${day}, ${clock.format(startsAt)}–${clock.format(end)} ${zone}`;
}
