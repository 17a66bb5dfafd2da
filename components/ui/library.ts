"use client";

import { useCallback, useState } from "react";

/** A part of the page's code that the browser fetches when it is first needed. */
export interface Library<Parts> {
  /** Its parts once they have arrived; null until then, and always on the server. */
  parts: Parts | null;
  fetch: () => Promise<Parts>;
}

/** @param load an `import()`; after a failure the next call tries again */
export function lazyLibrary<Parts>(load: () => Promise<Parts>): Library<Parts> {
  let coming: Promise<Parts> | undefined;
  const library: Library<Parts> = {
    parts: null,
    fetch() {
      coming ??= load().then(
        (parts) => {
          library.parts = parts;
          return parts;
        },
        (error) => {
          coming = undefined;
          throw error;
        },
      );
      return coming;
    },
  };
  return library;
}

/**
 * Uses a library that is fetched on demand.
 * @returns its parts, null until they are there, and a function that fetches them. That may run at each touch
 *   of a button: it fetches once. Without a network nothing happens; the next call tries again.
 */
export function useLibrary<Parts>(
  library: Library<Parts>,
  onArrival?: () => void,
): { parts: Parts | null; fetch: () => void } {
  const [parts, setParts] = useState(() => library.parts);
  const fetch = useCallback(() => {
    library.fetch().then(
      (arrived) => {
        onArrival?.();
        setParts(() => arrived);
      },
      () => {},
    );
  }, [library, onArrival]);
  return { parts, fetch };
}
