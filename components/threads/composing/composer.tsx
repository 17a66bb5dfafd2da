"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

/**
 * The form of a comment, fetched when it is shown in the browser. With the libraries that hold its form and check it, it would be
 * a third of what a thread loads, and guests never see it.
 */
export const Composer = dynamic(
  () => import("./composer-form").then(({ ComposerForm }) => ComposerForm),
  {
    ssr: false,
    loading: () => <Skeleton className="h-56" />,
  },
);

/** The form in which a guest writes, fetched when they want to. */
export const GuestComposer = dynamic(
  () => import("./guest-form").then(({ GuestForm }) => GuestForm),
  {
    ssr: false,
    loading: () => <Skeleton className="h-40" />,
  },
);
