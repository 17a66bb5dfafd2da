"use client";

import { useEffect } from "react";
import { useRefresh } from "@/components/shell/use-refresh";

const EVERY_MS = 3000;

/** Refreshes the page regularly while it is visible. */
export function LookAgain() {
  const { refresh } = useRefresh();
  useEffect(() => {
    const look = setInterval(() => {
      if (document.visibilityState === "visible") refresh();
    }, EVERY_MS);
    return () => clearInterval(look);
  }, [refresh]);
  return null;
}
