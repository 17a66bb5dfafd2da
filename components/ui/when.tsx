interface Props {
  date: Date | string;
  /** IANA time zone of the reader. Without one, UTC is shown and named. */
  timeZone?: string | null;
  kind?: "date" | "datetime";
  /** Whether a recent instant is shown as "3 hours ago", with its exact time on hover. */
  relative?: boolean;
}

/** An instant in words, in the reader's time zone. */
export function When({ date, timeZone, kind = "datetime", relative = false }: Props) {
  const instant = new Date(date);
  const words = new Intl.DateTimeFormat("en-GB", {
    timeZone: timeZone ?? "UTC",
    dateStyle: "medium",
    ...(kind === "datetime" ? { timeStyle: "short" } : {}),
  }).format(instant);
  const zone = kind === "datetime" ? ` ${zoneName(instant, timeZone ?? "UTC")}` : "";
  const exact = `${words}${zone}`;
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
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" });
  return parts.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";
}
