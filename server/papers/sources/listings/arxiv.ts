// The latest papers of arXiv in some categories, with some words. Metadata of arXiv is free (CC0).
import { readFeed } from "../../files/reading/feed";
import { readXml } from "../reading/markup";
import { Unreadable } from "../record";
import { LISTED, type Listing, listedOf } from "./listing";
import { arxivTerms } from "./rules";

/** The address that lists papers, the newest first. @param since and `today`: days such as "2026-05-17" */
export function arxivListAddress(query: string, since: string, today: string): string {
  const { categories, words } = arxivTerms(query);
  const either = categories.map((category) => `cat:${category}`).join(" OR ");
  const parts = [
    ...(categories.length > 1 ? [`(${either})`] : categories.length === 1 ? [either] : []),
    ...words.map((word) => `all:"${word}"`),
    `submittedDate:[${since.replaceAll("-", "")}0000 TO ${today.replaceAll("-", "")}2359]`,
  ];
  const parameters = new URLSearchParams({
    search_query: parts.join(" AND "),
    sortBy: "submittedDate",
    sortOrder: "descending",
    max_results: String(LISTED),
  });
  return `https://export.arxiv.org/api/query?${parameters}`;
}

/** Reads what arXiv answers. @throws Unreadable */
export function readArxivList(body: string, site: string): Listing {
  if (readXml(body).name !== "feed" || /\/api\/errors/.test(body))
    throw new Unreadable("The answer is no list of papers.");
  const papers = [...readFeed(body, site)].slice(0, LISTED).flatMap((entry) => {
    return "paper" in entry ? (listedOf(entry.paper, false) ?? []) : [];
  });
  return { title: "", papers, unnamed: [] };
}
