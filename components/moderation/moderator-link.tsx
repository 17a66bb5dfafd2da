"use client";

import { useViewer } from "@/components/people/viewer";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";

/** Link to the reports in public threads, for moderators of the site. */
export function ModeratorLink() {
  const { viewer } = useViewer();
  if (!viewer?.moderator) return null;
  return (
    <Link href={PATHS.moderation} className="inline-flex min-h-6 items-center underline">
      Moderation
    </Link>
  );
}
