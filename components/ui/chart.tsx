"use client";

import clsx from "clsx";
import { type ReactElement, useSyncExternalStore } from "react";
import { ResponsiveContainer } from "recharts";
import { Skeleton } from "./skeleton";

interface Props {
  /** Its height, as a class or in pixels. */
  className?: string;
  height?: number;
  /** The chart. Screen readers skip it, because the page repeats its numbers as text. */
  children: ReactElement;
}

const never = () => () => {};

/** Frame of a chart, as wide as its place. */
export function Chart({ className, height, children }: Props) {
  // The chart library measures the page, which only works in a browser.
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <div aria-hidden className={clsx("chart", className)} style={height ? { height } : undefined}>
      {inBrowser ? (
        <ResponsiveContainer width="100%" height="100%">
          {children}
        </ResponsiveContainer>
      ) : (
        <Skeleton className="h-full" />
      )}
    </div>
  );
}

/** Formats a day of an axis, such as "24 Nov". @param day YYYY-MM-DD */
export function shortDay(day: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
  });
  return format.format(new Date(day));
}
