"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useViewer } from "@/components/people/viewer";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import { signInPath } from "@/server/platform/web/addresses";

// Only members need it, and with its form comes the library that checks fields.
const InMyGroups = dynamic(() => import("./nominate-in").then(({ InMyGroups }) => InMyGroups), {
  loading: () => <Skeleton className="h-10 w-44" />,
});

interface Props {
  paperId: string;
  title: string;
}

/** The viewer's groups and this paper; for guests, a link to sign in. */
export function NominatePaper(props: Props) {
  const { viewer, pending } = useViewer();
  const pathname = usePathname();
  if (viewer) return <InMyGroups {...props} timeZone={viewer.timeZone} />;
  return (
    <div className="flex min-h-10 items-center text-sm">
      {pending ? <Skeleton className="hidden h-10 w-44 in-data-member:block" /> : null}
      <Link
        href={signInPath(pathname)}
        rel="nofollow"
        className={`inline-flex min-h-6 items-center text-muted underline ${pending ? "in-data-member:hidden" : ""}`}
      >
        Sign in to nominate it in your group
      </Link>
    </div>
  );
}
