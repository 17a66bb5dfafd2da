import { Mail } from "lucide-react";
import { LinkButton } from "@/components/ui/button";

interface Props {
  /** What the digest is about, as the form takes it. */
  about: { topic: string } | { group: string } | { q: string };
  children: string;
}

/** The way to a new subscription that has this chosen already; for what is public, its page asks guests for an address. */
export function ByMailLink({ about, children }: Props) {
  return (
    <LinkButton
      href={`/digests/new?${new URLSearchParams(about)}`}
      size="small"
      rel="nofollow"
      className="min-h-10 sm:min-h-8"
    >
      <Mail aria-hidden className="size-4" />
      {children}
    </LinkButton>
  );
}
