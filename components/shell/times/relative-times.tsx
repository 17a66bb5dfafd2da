"use client";

import { useEffect } from "react";
import { sayTimesAgo } from "./time-ago";

/** Puts the recent times of a page in words such as "3 hours ago", and keeps them right while it is open. */
export function RelativeTimes() {
  useEffect(() => {
    // New rows come with their exact time.
    const observer = new MutationObserver(sayTimesAgo);
    observer.observe(document.body, { childList: true, subtree: true });
    const timer = setInterval(sayTimesAgo, 60_000);
    sayTimesAgo();
    return () => {
      observer.disconnect();
      clearInterval(timer);
    };
  }, []);
  return null;
}
