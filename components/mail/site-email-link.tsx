"use client";

import Link from "next/link";
import { useViewer } from "@/components/people/viewer";

/** A link to the site's email, for operators. */
export function SiteEmailLink() {
  const { viewer } = useViewer();
  if (!viewer?.operator) return null;
  return (
    <Link href="/operator/mail" className="underline">
      Site email
    </Link>
  );
}
