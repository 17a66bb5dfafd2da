"use client";

import { Mail } from "lucide-react";
import { useViewer } from "@/components/people/viewer";
import { LinkButton } from "@/components/ui/button";

interface Props {
  /** What the digest is about, as the form takes it. */
  about: { topic: string } | { group: string } | { q: string };
  children: string;
}

/** The way to a new subscription that has this chosen already; for what is public, without an account, too. */
export function ByMailLink({ about, children }: Props) {
  const { viewer, pending } = useViewer();
  const withoutAccount = !viewer && !pending && !("group" in about);
  return (
    <LinkButton
      href={`${withoutAccount ? "/subscribe" : "/digests/new"}?${new URLSearchParams(about)}`}
      size="small"
      rel="nofollow"
      className="min-h-10 sm:min-h-8"
    >
      <Mail aria-hidden className="size-4" />
      {children}
    </LinkButton>
  );
}
