"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { useLive } from "./live";

interface Props {
  watch: string;
  /** The server's time (milliseconds) at which the page was read. */
  since: number;
}

/** Renders a page of the server again when what it shows has changed; what is being typed stays. */
export function LiveRefresh({ watch, since }: Props) {
  const router = useRouter();
  useLive(watch, since, () => startTransition(() => router.refresh()));
  return null;
}
