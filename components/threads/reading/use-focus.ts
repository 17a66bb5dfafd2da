import { type RefObject, useEffect, useRef, useState } from "react";

const articleOf = (commentId: string) => document.getElementById(`c-${commentId}`);

/**
 * Keeps the focus where a reader expects it while comments come and go.
 * @param section contains the comments
 * @param heading takes the focus when the focused comment is gone; when only a part of it is gone, the comment
 * takes it
 * @returns a function that focuses a comment once it is drawn, unless the viewer goes elsewhere meanwhile
 */
export function useFocus(
  section: RefObject<HTMLElement | null>,
  heading: RefObject<HTMLElement | null>,
): (commentId: string, from: Element | null) => void {
  const [wanted, setWanted] = useState<{ commentId: string; from: Element | null } | null>(null);
  const left = useRef<{ element: Element; article: Element | null } | null>(null);
  useEffect(() => {
    const element = section.current;
    const remember = ({ target }: FocusEvent) => {
      left.current =
        target instanceof Element ? { element: target, article: target.closest("article") } : null;
    };
    element?.addEventListener("focusin", remember);
    return () => element?.removeEventListener("focusin", remember);
  }, [section]);
  // Runs after every render: no event says that an element has appeared or gone.
  useEffect(() => {
    const at = document.activeElement;
    const nowhere = at === null || at === document.body;
    const article = wanted && articleOf(wanted.commentId);
    if (wanted && article) {
      const { from } = wanted;
      if (nowhere || at === from || from?.closest("form")?.contains(at)) article.focus();
      setWanted(null);
    } else if (nowhere && left.current && !left.current.element.isConnected) {
      const { article } = left.current;
      left.current = null;
      const next = article?.isConnected ? article : article && heading.current;
      if (next instanceof HTMLElement) next.focus({ preventScroll: true });
    }
  });
  return (commentId, from) => setWanted({ commentId, from });
}
