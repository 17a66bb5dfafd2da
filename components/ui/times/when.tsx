import { formatsOf } from "./formats";

interface Props {
  date: Date | string;
  /** IANA time zone of the reader. Without one, UTC is shown and named. */
  timeZone?: string | null;
  kind?: "date" | "datetime";
  /** Whether a recent instant is shown as "3 hours ago", with its exact time on hover. */
  relative?: boolean;
}

const dayIn = formatsOf({ dateStyle: "medium" });
const momentIn = formatsOf({ dateStyle: "medium", timeStyle: "short" });
const zoneIn = formatsOf({ timeZoneName: "short" });

/** An instant in words, in the reader's time zone. */
export function When({ date, timeZone, kind = "datetime", relative = false }: Props) {
  const instant = new Date(date);
  const zone = timeZone ?? "UTC";
  const exact =
    kind === "date"
      ? dayIn(zone).format(instant)
      : `${momentIn(zone).format(instant)} ${zoneName(instant, zone)}`;
  // Pages that are made once say the exact time; components/shell/times/relative-times.tsx puts it in other words.
  return (
    <time
      dateTime={instant.toISOString()}
      title={relative ? exact : undefined}
      data-relative={relative ? "" : undefined}
      // A page that sleeps has put it in other words before the framework comes (components/shell/waking).
      suppressHydrationWarning={relative || undefined}
    >
      {exact}
    </time>
  );
}

function zoneName(instant: Date, timeZone: string): string {
  const parts = zoneIn(timeZone).formatToParts(instant);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}
