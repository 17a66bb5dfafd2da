"use client";

import { useEffect, useRef, useState } from "react";

interface Props {
  /** Whether the ballot is closed or cancelled. */
  over: boolean;
  /** Words for people who had it open until then. */
  ended: string;
  /** Words for people who come later by a link to a choice; null for others. */
  late: string | null;
}

/**
 * Says above a result why somebody sees it who came to vote: the ballot closed while the page was open, or before the
 * link to a choice was followed. Stays in its place when the page is loaded again, so it knows what was there before.
 */
export function WhenOver({ over, ended, late }: Props) {
  const [began] = useState(over);
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What had the focus may have gone with the votes, such as the button that closed the ballot, far below the result.
    if (over && !began && document.activeElement === document.body) words.current?.focus();
  }, [over, began]);
  const said = began ? late : ended;
  if (!over || !said) return null;
  return (
    <p
      ref={words}
      role="status"
      tabIndex={-1}
      className="mx-auto mt-6 w-full max-w-5xl scroll-mt-24 px-4 outline-none sm:px-6"
    >
      <span className="block rounded-lg bg-sunken px-4 py-3">{said}</span>
    </p>
  );
}
