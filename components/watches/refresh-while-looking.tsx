"use client";

import { useEffect } from "react";
import { useRefresh } from "@/components/shell/use-refresh";

const SECONDS = 3;
/** After that long something else is wrong, and the person reloads the page. */
const MOST = 40;

/** Loads the page again every few seconds while a watch of it is looking. */
export function RefreshWhileLooking({ looking }: { looking: boolean }) {
  const { refresh } = useRefresh();
  useEffect(() => {
    if (!looking) return;
    let times = 0;
    const timer = setInterval(() => {
      times += 1;
      if (times > MOST) clearInterval(timer);
      else refresh();
    }, SECONDS * 1000);
    return () => clearInterval(timer);
  }, [looking, refresh]);
  return null;
}
