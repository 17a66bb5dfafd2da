"use client";

import Link from "next/link";
import { useViewer } from "@/components/people/viewer";

/** The way to what is reported in public, for who decides about it. */
export function ModeratorLink() {
  const { viewer } = useViewer();
  if (!viewer?.moderator) return null;
  return (
    <Link href="/moderation" className="underline">
      Moderation
    </Link>
  );
}
