"use client";

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
} from "react";
import { Stream } from "./stream";

const LiveContext = createContext<Stream | null>(null);

/** Holds the page's stream of changes. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [live] = useState(() => new Stream());
  useEffect(() => live.begin(), [live]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/**
 * Calls back whenever what is watched has changed.
 * @param watch as the server knows it ("group/G", "group/G/ballot/B", "paper/P", "me"); null for nothing
 * @param since the server's time (milliseconds) at which the page was read; null where it was not
 */
export function useLive(watch: string | null, since: number | null, onChange: () => void): void {
  const live = useContext(LiveContext);
  const changed = useEffectEvent(onChange);
  useEffect(() => {
    if (!live || watch === null) return;
    return live.watch(watch, since, () => changed());
  }, [live, watch, since]);
}
