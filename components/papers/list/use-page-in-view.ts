"use client";

import { type RefObject, useEffect, useEffectEvent, useRef } from "react";

/**
 * Updates the address to the page being read, so that reloading or sharing it leads back there.
 * @returns the ref of the element whose children carry `data-page`
 */
export function usePageInView(
  addressOf: (page: string) => string,
): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  const onPage = useEffectEvent((page: string) => {
    const address = addressOf(page);
    if (address === window.location.pathname + window.location.search) return;
    window.history.replaceState(null, "", address);
  });
  useEffect(() => {
    const list = ref.current;
    if (!list) return;
    // The page at a third of the window's height counts as being read.
    const observer = new IntersectionObserver(
      (entries) => {
        const read = entries.find(({ isIntersecting }) => isIntersecting)?.target;
        if (read instanceof HTMLElement) onPage(read.dataset.page ?? "1");
      },
      { rootMargin: "-33% 0px -66.9% 0px" },
    );
    const watch = () => {
      for (const page of list.querySelectorAll("[data-page]")) observer.observe(page);
    };
    watch();
    // More pages appear during scrolling.
    const arrivals = new MutationObserver(watch);
    arrivals.observe(list, { childList: true });
    return () => {
      observer.disconnect();
      arrivals.disconnect();
    };
  }, []);
  return ref;
}
