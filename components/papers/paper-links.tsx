"use client";

import { Icon } from "@/components/ui/icons/icon";

interface Identified {
  arxivId: string | null;
  doi: string | null;
  url: string | null;
  /** By its further identifiers. */
  links?: readonly { address: string; words: string }[];
}

/** Where else a paper is: at arXiv, under its DOI, by its further identifiers, and at its own address. */
export function PaperLinks({
  paper: { arxivId, doi, url, links: further = [] },
}: {
  paper: Identified;
}) {
  const links: [string, string][] = [];
  if (arxivId) links.push([`https://arxiv.org/abs/${arxivId}`, `arXiv:${arxivId}`]);
  if (doi) links.push([`https://doi.org/${encodeURI(doi)}`, `doi:${doi}`]);
  for (const { address, words } of further) links.push([address, words]);
  if (url && !links.some(([address]) => address === url)) links.push([url, hostOf(url)]);
  return links.map(([address, words]) => (
    <a
      key={address}
      href={address}
      rel="nofollow noopener noreferrer ugc"
      className="inline-flex min-h-7 items-center gap-1 text-accent underline"
    >
      {words}
      <Icon of="lucide--external-link" className="size-3.5" />
    </a>
  ));
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, "");
}
