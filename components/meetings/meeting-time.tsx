import { lengthInWords } from "./words";

interface Props {
  startsAt: Date;
  minutes: number;
  /** The time zone to show it in. */
  timeZone: string;
}

const LOCALE = "en-GB";

/** The start and end of a meeting, with the day of the week. */
export function MeetingTime({ startsAt, minutes, timeZone }: Props) {
  const end = new Date(startsAt.getTime() + minutes * 60_000);
  const day = new Intl.DateTimeFormat(LOCALE, {
    timeZone,
    ...({ weekday: "long", day: "numeric", month: "long", year: "numeric" } as const),
  }).format(startsAt);
  const clock = new Intl.DateTimeFormat(LOCALE, { timeZone, hour: "2-digit", minute: "2-digit" });
  const zone = new Intl.DateTimeFormat(LOCALE, { timeZone, timeZoneName: "short" })
    .formatToParts(startsAt)
    .find(({ type }) => type === "timeZoneName")?.value;
  return (
    <time dateTime={startsAt.toISOString()} title={lengthInWords(minutes)}>
      {`${day}, ${clock.format(startsAt)}–${clock.format(end)} ${zone}`}
    </time>
  );
}
