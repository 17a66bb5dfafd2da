"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import type { PaperCard } from "@/server/papers/schema";

export type Found = PaperCard;

/** `PaperSearchFields`, fetched once somebody searches: with it comes the reader of what people paste. */
export const PaperSearch = dynamic(
  () => import("./paper-search-fields").then((one) => one.PaperSearchFields),
  { loading: () => <Skeleton className="h-32" /> },
);
