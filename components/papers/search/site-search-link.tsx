"use client";

import { useViewer } from "@/components/people/viewer";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";

/** A link to how searches find papers, for operators. */
export function SiteSearchLink() {
  const { viewer } = useViewer();
  if (!viewer?.operator) return null;
  return (
    <Link href={PATHS.operatorSearch} className="inline-flex min-h-6 items-center underline">
      Site search
    </Link>
  );
}
