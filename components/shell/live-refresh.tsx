"use client";

import { useLive } from "./live";
import { useRefresh } from "./use-refresh";

interface Props {
  watch: string;
  /** The server's time (milliseconds) at which the page was read. */
  since: number;
}

/** Renders a page of the server again when what it shows has changed; what is being typed stays. */
export function LiveRefresh({ watch, since }: Props) {
  const { refresh } = useRefresh();
  useLive(watch, since, refresh);
  return null;
}
