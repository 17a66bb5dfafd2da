"use client";

import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { toast } from "@/components/ui/toast";
import type { GroupKind, Via } from "@/server/notifications/schema";

/** Choices of one group by kind; a kind without one is as usual. */
type Vias = Partial<Record<GroupKind, Via>>;

/**
 * Choices that are shown at once and saved one by one; one that is refused goes back.
 * @returns them, and the function that chooses; null stands for as usual
 */
export function useVias(
  initial: Vias,
  save: (kind: GroupKind, via: Via | null) => Promise<unknown>,
) {
  const [chosen, setChosen] = useState(initial);
  const show = (kind: GroupKind, via: Via | null) =>
    setChosen(({ [kind]: _, ...rest }) => (via ? { ...rest, [kind]: via } : rest));
  const choose = async (kind: GroupKind, via: Via | null) => {
    const before = chosen[kind] ?? null;
    show(kind, via);
    try {
      await save(kind, via);
      toast.success("Saved.");
    } catch (error) {
      show(kind, before);
      showRefusal(error);
    }
  };
  return [chosen, choose] as const;
}
