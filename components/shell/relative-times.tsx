"use client";

import { useEffect } from "react";
import { timeAgo } from "./time-ago";

/** Puts the recent times of a page in words such as "3 hours ago", and keeps them right while it is open. */
export function RelativeTimes() {
  useEffect(() => {
    const update = () => {
      const now = new Date();
      for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-relative]")) {
        const said = timeAgo(new Date(time.dateTime), now) ?? time.title;
        if (time.firstChild && time.textContent !== said) time.firstChild.nodeValue = said;
      }
    };
    // New rows come with their exact time.
    const observer = new MutationObserver(update);
    observer.observe(document.body, { childList: true, subtree: true });
    const timer = setInterval(update, 60_000);
    update();
    return () => {
      observer.disconnect();
      clearInterval(timer);
    };
  }, []);
  return null;
}
