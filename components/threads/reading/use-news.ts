import { useEffect, useRef, useState } from "react";
import type { ThreadPage } from "@/server/threads/schema";

/**
 * Words for screen readers about comments that others write while the thread is open.
 * @param me the viewer's handle; null for guests
 */
export function useNews({ comments }: Pick<ThreadPage, "comments">, me: string | null): string {
  const known = useRef<ReadonlySet<string>>(null);
  const [words, setWords] = useState("");
  useEffect(() => {
    const before = known.current;
    known.current = new Set(comments.map(({ id }) => id));
    const came = before
      ? comments.filter(({ id, author }) => !before.has(id) && author?.handle !== me)
      : [];
    const [first] = came;
    if (!first) return;
    const by = first.author ? ` by ${first.author.name}` : "";
    setWords(came.length === 1 ? `New comment${by}` : `${came.length} new comments`);
  }, [comments, me]);
  return words;
}
