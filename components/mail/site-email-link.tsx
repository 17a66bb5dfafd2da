"use client";

import { useViewer } from "@/components/people/viewer";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";

/** A link to the site's email, for operators. */
export function SiteEmailLink() {
  const { viewer } = useViewer();
  if (!viewer?.operator) return null;
  return (
    <Link href={PATHS.operatorMail} className="inline-flex min-h-6 items-center underline">
      Site email
    </Link>
  );
}
