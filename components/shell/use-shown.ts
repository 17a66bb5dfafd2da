"use client";

import { useOptimistic, useTransition } from "react";

/**
 * A choice of somebody, shown from the click on and until the page has it too. A mutation's
 * own `isPending` comes one task after the click and ends before the page is new: a box that is
 * checked by it flickers.
 * @param kept what the page says
 * @returns what to show, and the function that shows a choice while it is saved; a refusal of
 *   `save` is not reported here, and shows what the page says again
 */
export function useShown<T>(kept: T) {
  const [shown, show] = useOptimistic(kept);
  const [, start] = useTransition();
  const choose = (value: T, save: () => Promise<unknown>) =>
    start(async () => {
      show(value);
      await Promise.allSettled([save()]);
    });
  return [shown, choose] as const;
}
