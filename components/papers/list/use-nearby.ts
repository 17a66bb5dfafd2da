"use client";

import { type RefObject, useEffect, useEffectEvent, useRef } from "react";

/** Distance from the end of a list at which its next page is fetched. */
const AHEAD = "900px";

/**
 * Calls back when an element comes near, repeatedly while it stays there.
 * @returns the element's ref
 */
export function useNearby<E extends HTMLElement>(
  wanted: boolean,
  arrive: () => void,
): RefObject<E | null> {
  const ref = useRef<E>(null);
  const onArrive = useEffectEvent(arrive);
  useEffect(() => {
    if (!wanted || !ref.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onArrive();
      },
      { rootMargin: `${AHEAD} 0px` },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  });
  return ref;
}
