"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";

/** Shows its content on a group's first page only, so that the head of the others stays small. */
export function OnOverview({ children }: { children: ReactNode }) {
  return useSelectedLayoutSegment() === null ? children : null;
}
