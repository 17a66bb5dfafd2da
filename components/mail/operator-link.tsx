"use client";

import Link from "next/link";
import { useViewer } from "@/components/people/viewer";

/** The way to the mail of the site, for who runs it. */
export function SiteEmailLink() {
  const { viewer } = useViewer();
  if (!viewer?.operator) return null;
  return (
    <Link href="/operator/mail" className="underline">
      Site email
    </Link>
  );
}
