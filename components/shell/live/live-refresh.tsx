"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useRefresh } from "../use-refresh";
import { useLive } from "./live";

interface Props {
  watch: string;
  /** The server's time (milliseconds) at which the page was read. */
  since: number;
}

/** Renders a page of the server again when what it shows has changed; what is being typed stays. */
export function LiveRefresh({ watch, since }: Props) {
  const { refresh } = useRefresh();
  useLive(watch, since, refresh);
  // For a page that sleeps (components/shell/waking).
  return <span hidden data-watch={watch} data-since={since} />;
}

/**
 * Reads a page again that the browser shows as it was left (back/forward cache): its reader may have changed
 * something since, or have signed out.
 */
export function ReadAgainWhenRestored() {
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    const shown = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      void queryClient.invalidateQueries();
      router.refresh();
    };
    window.addEventListener("pageshow", shown);
    return () => window.removeEventListener("pageshow", shown);
  }, [queryClient, router]);
  return null;
}
