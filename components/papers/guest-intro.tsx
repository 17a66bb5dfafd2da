"use client";

import { Mail } from "lucide-react";
import Link from "next/link";
import { useEffect } from "react";
import { useViewer } from "@/components/people/viewer";
import { MEMBER_KEY } from "@/components/shell/theme-script";
import { LinkButton } from "@/components/ui/button";

/** What this place is, for who has not signed in. */
export function GuestIntro() {
  const { viewer, pending } = useViewer();
  const member = viewer !== null;
  useEffect(() => {
    if (!pending) note(member);
  }, [pending, member]);
  if (member) return null;
  return (
    <section
      aria-labelledby="intro"
      className="rounded-lg in-data-member:hidden border border-line bg-surface p-4 lg:p-5"
    >
      <h2 id="intro" className="font-semibold font-serif text-lg leading-snug">
        Read papers together
      </h2>
      <p className="mt-1.5 text-[0.95rem] text-muted">
        Upvote what you want to read. In your reading group, nominate it, vote on what comes next,
        and talk about it.
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <LinkButton href="/sign-in" variant="primary">
          Sign in
        </LinkButton>
        <Link href="/subscribe" className="inline-flex min-h-10 items-center gap-1.5 text-accent">
          <Mail aria-hidden className="size-4" />
          Trending papers by mail
        </Link>
      </div>
    </section>
  );
}

/** Notes whether a member is here, for the first paint of the next page (shell/theme-script). */
function note(member: boolean): void {
  if (member) document.documentElement.dataset.member = "";
  else delete document.documentElement.dataset.member;
  try {
    if (member) localStorage.setItem(MEMBER_KEY, "1");
    else localStorage.removeItem(MEMBER_KEY);
  } catch {
    // Without storage the box shows itself for a moment.
  }
}
