"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 3000;

/** Refreshes the page regularly while it is visible. */
export function LookAgain() {
  const router = useRouter();
  useEffect(() => {
    const look = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, EVERY_MS);
    return () => clearInterval(look);
  }, [router]);
  return null;
}
