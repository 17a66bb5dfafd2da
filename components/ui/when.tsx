interface Props {
  date: Date | string;
  /** IANA time zone of the reader. Without one, UTC is shown and named. */
  timeZone?: string | null;
  kind?: "date" | "datetime";
}

/** An instant in words, in the reader's time zone. */
export function When({ date, timeZone, kind = "datetime" }: Props) {
  const instant = new Date(date);
  const words = new Intl.DateTimeFormat("en-GB", {
    timeZone: timeZone ?? "UTC",
    dateStyle: "medium",
    ...(kind === "datetime" ? { timeStyle: "short" } : {}),
  }).format(instant);
  const zone = kind === "datetime" ? ` ${zoneName(instant, timeZone ?? "UTC")}` : "";
  return <time dateTime={instant.toISOString()}>{`${words}${zone}`}</time>;
}

function zoneName(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" });
  return parts.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";
}
