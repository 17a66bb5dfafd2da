"use client";

import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { Notice } from "@/components/people/notice";

interface Props {
  /** The name of the group. */
  name: string;
  /** Offers of the group to somebody new. */
  children?: ReactNode;
}

/** The welcome above the page on which somebody arrives who has just joined. */
export function Arrived({ name, children }: Props) {
  if (useSearchParams().get("joined") !== "1") return null;
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-6 sm:px-6">
      <Notice>
        <p>
          Welcome to <bdi>{name}</bdi>. You are now a member.
        </p>
        {children}
      </Notice>
    </div>
  );
}
