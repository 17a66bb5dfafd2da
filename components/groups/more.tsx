import type { ReactNode } from "react";
import { Link } from "@/components/ui/links/link";

/** A link from an excerpt to the whole list. */
export function MoreLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p className="mt-3">
      <Link href={href} className="inline-flex min-h-6 items-center text-accent underline">
        {children}
      </Link>
    </p>
  );
}
