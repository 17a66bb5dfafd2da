"use client";

import dynamic from "next/dynamic";
import { useViewer } from "@/components/people/viewer";

// Only people who are signed in keep papers.
const KeepButton = dynamic(() => import("./keeping/keep-button").then((one) => one.KeepButton));

/** The button that keeps a paper on the viewer's shelves and lists; nothing for guests. */
export function Keep({ paper }: { paper: { id: string; title: string } }) {
  const { viewer } = useViewer();
  return viewer ? <KeepButton paper={paper} /> : null;
}
