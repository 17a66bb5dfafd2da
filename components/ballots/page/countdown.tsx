"use client";

import { useEffect, useRef, useState } from "react";
import { useRefresh } from "@/components/shell/use-refresh";
import { timeLeft } from "../words";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Longest pause between requests for the result, should closing take more than a second or two. */
const LONGEST_WAIT = MINUTE;

interface Props {
  closesAt: Date;
  /** The present instant of the server, from which the first words are counted. */
  now: Date;
}

/**
 * Counts down the time left to vote, and asks for the result once it is over. Screen readers hear only that
 * ten minutes and one minute are left.
 */
export function Countdown({ closesAt, now }: Props) {
  const { refresh } = useRefresh();
  const [at, setAt] = useState(now.getTime());
  const left = closesAt.getTime() - at;
  useEffect(() => {
    const ends = closesAt.getTime();
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      setAt(Date.now());
      const rest = ends - Date.now();
      if (rest > 0) timer = setTimeout(tick, rest > 2 * MINUTE ? 15 * SECOND : SECOND);
    };
    tick();
    return () => clearTimeout(timer);
  }, [closesAt]);
  // Coming back to this page shows how many have voted meanwhile, or that the ballot has closed.
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") refresh();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [refresh]);
  const over = left <= 0;
  const wait = useRef(SECOND);
  useEffect(() => {
    if (!over) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = () => {
      refresh();
      wait.current = Math.min(wait.current * 2, LONGEST_WAIT);
      timer = setTimeout(ask, wait.current);
    };
    timer = setTimeout(ask, wait.current);
    return () => clearTimeout(timer);
  }, [over, refresh]);
  return (
    <>
      <span role="timer" aria-live="off">
        {over ? "closing now" : timeLeft(left)}
      </span>
      <span role="status" className="sr-only">
        {spoken(left)}
      </span>
    </>
  );
}

function spoken(left: number): string {
  if (left <= 0) return "Voting is over. The result will appear in a moment.";
  if (left <= MINUTE) return "One minute left to vote.";
  return left <= 10 * MINUTE ? "Ten minutes left to vote." : "";
}
