"use client";

import { useEffect } from "react";
import { useViewer } from "@/components/people/viewer";
import { LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";

/** An introduction to Colloquy for guests. */
export function GuestIntro() {
  const { viewer, pending } = useViewer();
  const member = viewer !== null;
  useEffect(() => {
    // A session may have ended since the browser was told of it (shell/theme).
    if (!pending) document.documentElement.toggleAttribute("data-member", member);
  }, [pending, member]);
  if (member) return null;
  return (
    <section
      aria-labelledby="intro"
      className="border-accent border-l-2 pl-4 in-data-member:hidden lg:rounded-lg lg:border lg:border-line lg:bg-surface lg:p-5"
    >
      <h2
        id="intro"
        className="sr-only font-semibold font-serif text-lg leading-snug lg:not-sr-only"
      >
        Read papers together
      </h2>
      <p className="text-[0.95rem] text-muted lg:mt-1.5">
        Upvote what you want to read. In your reading group, nominate it, vote on what comes next,
        and talk about it.
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2 lg:mt-3">
        <LinkButton href={PATHS.signIn} variant="primary" className="max-lg:hidden">
          Sign in
        </LinkButton>
        <Link
          href={PATHS.signIn}
          className="inline-flex min-h-10 items-center font-medium text-accent underline lg:hidden"
        >
          Sign in
        </Link>
        <Link
          href={PATHS.subscribe}
          className="inline-flex min-h-10 items-center gap-1.5 text-accent underline"
        >
          <Icon of="lucide--mail" className="size-4" />
          Trending papers by email
        </Link>
      </div>
    </section>
  );
}
