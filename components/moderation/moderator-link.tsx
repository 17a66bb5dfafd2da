"use client";

import Link from "next/link";
import { useViewer } from "@/components/people/viewer";

/** Link to the reports in public threads, for moderators of the site. */
export function ModeratorLink() {
  const { viewer } = useViewer();
  if (!viewer?.moderator) return null;
  return (
    <Link href="/moderation" className="underline">
      Moderation
    </Link>
  );
}
