"use client";

import clsx from "clsx";
import { useLayoutEffect, useRef, useState } from "react";

/**
 * Text of a comment. It stays within its box, and a very long one is cut until the reader opens it.
 */
export function CommentText({ html }: { html: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [cut, setCut] = useState(false);
  const [whole, setWhole] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has other parts that scroll
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    // Only parts that scroll take the keyboard focus.
    const look = () => {
      setCut(current.scrollHeight > current.clientHeight + 1);
      for (const part of [
        current,
        ...current.querySelectorAll<HTMLElement>("pre, div, .formula"),
      ]) {
        const scrolls =
          part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1;
        if (scrolls) part.tabIndex = 0;
        else part.removeAttribute("tabindex");
      }
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(current);
    return () => observer.disconnect();
  }, [html, whole]);
  return (
    <>
      <div
        ref={box}
        className={clsx("prose-text", whole ? null : "max-h-[60rem]")}
        // Sanitized when the comment was written (server/platform/text/markdown.ts).
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the only place that shows a comment
        dangerouslySetInnerHTML={{ __html: html }}
      />
      {cut && !whole ? (
        <button
          type="button"
          className="min-h-10 text-accent underline"
          onClick={() => setWhole(true)}
        >
          Show all
        </button>
      ) : null}
    </>
  );
}
