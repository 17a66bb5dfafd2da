import { type RefObject, useEffect, useRef, useState } from "react";

const articleOf = (commentId: string) => document.getElementById(`c-${commentId}`);

/**
 * Keeps the focus where a reader expects it while comments come and go.
 * @param section what holds them
 * @param heading takes the focus when the comment that had it is gone; where only a part of one is
 * gone, the comment takes it
 * @returns moves it to a comment as soon as that is drawn, unless somebody goes elsewhere meanwhile
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
  // After every drawing: neither what is wanted nor what is gone is known by anything else.
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
