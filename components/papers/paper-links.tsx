"use client";

import { ExternalLink } from "lucide-react";
import type { RouterOutputs } from "@/trpc/client";

/** Where else a paper is: at arXiv, under its DOI, and at its own address. */
export function PaperLinks({
  paper: { arxivId, doi, url },
}: {
  paper: Pick<RouterOutputs["papers"]["page"], "arxivId" | "doi" | "url">;
}) {
  const links: [string, string][] = [];
  if (arxivId) links.push([`https://arxiv.org/abs/${arxivId}`, `arXiv:${arxivId}`]);
  if (doi) links.push([`https://doi.org/${encodeURI(doi)}`, `doi:${doi}`]);
  if (url && !links.some(([address]) => address === url)) links.push([url, hostOf(url)]);
  return links.map(([address, words]) => (
    <a
      key={address}
      href={address}
      rel="nofollow noopener noreferrer ugc"
      className="inline-flex min-h-7 items-center gap-1 text-accent underline"
    >
      {words}
      <ExternalLink aria-hidden className="size-3.5" />
    </a>
  ));
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, "");
}
