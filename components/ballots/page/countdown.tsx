"use client";

import { useEffect, useRef, useState } from "react";
import { useRefresh } from "@/components/shell/use-refresh";
import { timeLeft } from "../words";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A ballot that is due is closed within a second or two; should it take longer, ask less often. */
const LONGEST_WAIT = MINUTE;

interface Props {
  closesAt: Date;
  /** The server's present instant, which the first words are counted from. */
  now: Date;
}

/**
 * How much time is left to vote, counting down; when it is over, the page is asked for its result.
 * The words on the screen change quietly. Aloud is only said when ten minutes and one are left.
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
  // Who comes back to this page sees how many have voted meanwhile, or that it was closed.
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
