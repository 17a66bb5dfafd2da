"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import type { Found } from "./pasted-papers";

export type { Found };

export interface PaperSearchProps {
  /** The group whose pool the paper is for; left out if any paper may be chosen. */
  group?: string;
  /** @param before whether the group has chosen the paper before */
  onChoose(paper: Found, before: boolean): void;
  /** Takes several pasted papers at once; left out where one is wanted. */
  onChooseAll?: (papers: Found[]) => void;
  /** The words or the link to begin with. */
  initial?: string;
}

/** `PaperSearchFields`, fetched once somebody searches: with it comes the reader of what people paste. */
export const PaperSearch = dynamic(
  () => import("./paper-search-fields").then((one) => one.PaperSearchFields),
  { loading: () => <Skeleton className="h-32" /> },
);
