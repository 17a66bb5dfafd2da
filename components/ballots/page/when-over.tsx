"use client";

import { useEffect, useRef, useState } from "react";

interface Props {
  /** Whether the ballot is closed or cancelled. */
  over: boolean;
  /** Whether the address names a choice. */
  asked: boolean;
}

/**
 * Says above a result why somebody sees it who came to vote: the ballot closed while the page was open, or before the
 * link to a choice was followed. Stays in its place when the page is loaded again, so it knows what was there before.
 */
export function WhenOver({ over, asked }: Props) {
  const [began] = useState(over);
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What had the focus may have gone with the votes, such as the button that closed the ballot, far below the result.
    if (over && !began && document.activeElement === document.body) words.current?.focus();
  }, [over, began]);
  if (!over || (began && !asked)) return null;
  return (
    <p
      ref={words}
      role="status"
      tabIndex={-1}
      className="mx-auto mt-6 w-full max-w-5xl scroll-mt-24 px-4 outline-none sm:px-6"
    >
      <span className="block rounded-lg bg-sunken px-4 py-3">
        {began
          ? "This ballot has closed, so the choice in your link was not sent. This is how it ended."
          : "This ballot closed while you had it open. This is how it ended."}
      </span>
    </p>
  );
}
