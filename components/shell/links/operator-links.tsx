"use client";

import { useViewer } from "@/components/people/viewer";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";

const LINK = "inline-flex min-h-6 items-center underline";

/** Links to what operators look after: the site's email, the papers that it completes, and its search. */
export function OperatorLinks() {
  const { viewer } = useViewer();
  if (!viewer?.operator) return null;
  return (
    <>
      <Link href={PATHS.operatorMail} className={LINK}>
        Site email
      </Link>
      <Link href={PATHS.operatorPapers} className={LINK}>
        Completed papers
      </Link>
      <Link href={PATHS.operatorSearch} className={LINK}>
        Site search
      </Link>
    </>
  );
}
