"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 3000;

/** Looks for what is new on the page, as long as somebody looks at it. */
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
