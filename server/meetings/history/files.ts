// Writes what a group has read as CSV, Markdown and BibTeX.
import "server-only";
import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import Papa from "papaparse";
import { env } from "@/server/platform/env";
import {
  addressInMarkdown,
  percentEncoded,
  plainLine,
  prefixLines,
  withoutHtml,
} from "@/server/platform/text/markdown-out";
import type { Reading } from "./queries";

/** Writes a file in parts: each call is given the readings that come next. */
export function writerOf(
  kind: "csv" | "bib" | "md",
  group: string,
): (some: readonly Reading[]) => string {
  if (kind === "bib") {
    const written = new Set<string>();
    return (some) => {
      const fresh = some.filter(({ paper }) => !written.has(paper.slug));
      for (const { paper } of fresh) written.add(paper.slug);
      return bibtexOf(fresh);
    };
  }
  let first = true;
  return (some) => {
    const head = first;
    first = false;
    return kind === "csv" ? csvOf(some, head) : markdownOf(group, some, head);
  };
}

/** What a spreadsheet takes for the beginning of a formula, wide signs of East Asian keyboards included. */
const FORMULA = "=+\\-@＝＋－＠";
const AT_START = new RegExp(`^(?:[\\s"]*[${FORMULA}]|[\\t\\r])`);
/** Blanks, quotation marks and what splits, before such a sign. Each run is looked at once, however long. */
const BEFORE = new RegExp(`(?<![\\s";])[\\s";]+(?=[${FORMULA}])`, "g");

/** Harmless where a program splits it: at `;` (Excel in German), at a tab, or at the end of a line. */
function harmless(cell: string): string {
  return cell.replace(BEFORE, (run) => (/[;\t\r\n]/.test(run) ? `${run}'` : run));
}

/** What a group has read, as a table. Cells that a spreadsheet would compute are made harmless. */
export function csvOf(readings: readonly Reading[], head = true): string {
  const rows = readings.map(({ day, paper, presenter, ballot, turnout, notes }) => ({
    read: day,
    title: paper.title,
    authors: paper.authors.join("; "),
    published: paper.publishedOn?.toISOString().slice(0, 10) ?? "",
    doi: paper.doi ?? "",
    arxiv: paper.arxivId ?? "",
    page: pageOf(paper),
    presenter: presenter?.name ?? "",
    rule: ballot?.rule ?? "",
    candidates: ballot?.candidates ?? "",
    votes: ballot?.votes ?? "",
    coming: turnout ?? "",
    notes,
  }));
  const cells = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, harmless(String(cell))])),
  );
  const how = { escapeFormulae: AT_START, quotes: true, newline: "\r\n", header: head };
  const table = Papa.unparse(cells, how);
  // Papa ends no file with the end of a line; what comes next begins with it.
  return head || table === "" ? table : `\r\n${table}`;
}

function pageOf({ slug }: { slug: string }): string {
  return `${env().SITE_URL}/papers/${slug}`;
}

function addressOf({ doi, arxivId, url, slug }: Reading["paper"]): string {
  if (doi) return `https://doi.org/${doi}`;
  return arxivId ? `https://arxiv.org/abs/${arxivId}` : (url ?? pageOf({ slug }));
}

/** What a group has read, as a list to be read, with the notes quoted. */
export function markdownOf(name: string, readings: readonly Reading[], head = true): string {
  const parts = readings.map(({ day, paper, presenter, ballot, notes }) => {
    const facts = [
      ...(paper.authors.length > 0 ? [plainLine(paper.authors.join(", "))] : []),
      `Read on ${day}.`,
      ...(presenter ? [`Presented by ${plainLine(presenter.name)}.`] : []),
      ...(ballot
        ? [
            `Chosen from ${ballot.candidates} ${ballot.candidates === 1 ? "paper" : "papers"} by ${ballot.votes} ${ballot.votes === 1 ? "vote" : "votes"}.`,
          ]
        : []),
    ];
    const quoted = notes ? `\n\n${prefixLines(withoutHtml(notes))}` : "";
    return `## [${plainLine(paper.title)}](<${addressInMarkdown(addressOf(paper))}>)\n\n${facts.join("  \n")}${quoted}\n`;
  });
  if (head) return [`# What ${plainLine(name)} has read\n`, ...parts].join("\n");
  return parts.map((part) => `\n${part}`).join("");
}

/**
 * What means something to TeX, and how it is written so that it does not. Braces are written as words:
 * BibTeX counts each one, a backslash before it or not.
 */
const TEX: readonly [string, string][] = [
  ["\\", "\\textbackslash{}"],
  ["{", "\\textbraceleft{}"],
  ["}", "\\textbraceright{}"],
  ["$", "\\$"],
  ["&", "\\&"],
  ["#", "\\#"],
  ["_", "\\_"],
  ["%", "\\%"],
  ["~", "\\textasciitilde{}"],
  ["^", "\\textasciicircum{}"],
  // The library takes <b> and the like for TeX to be.
  ["<", "\\textless{}"],
  [">", "\\textgreater{}"],
];
/** Stand for those signs while the library writes: it either drops other scripts or escapes nothing. */
const FIRST_MARK = 0xe000;
const MARKS = /[\uE000-\uE0FF]/g;

function marked(text: string): string {
  const bare = text.replace(MARKS, "").replace(/\s+/g, " ");
  return [...bare]
    .map((sign) => {
      const at = TEX.findIndex(([special]) => special === sign);
      return at < 0 ? sign : String.fromCharCode(FIRST_MARK + at);
    })
    .join("");
}

function unmarked(text: string): string {
  return text.replace(MARKS, (mark) => TEX[mark.charCodeAt(0) - FIRST_MARK]?.[1] ?? "");
}

/** "Leslie Lamport" as the parts that a bibliography sorts by. */
function nameOf(author: string) {
  const words = author.trim().split(/\s+/);
  const family = words.pop() ?? "";
  return words.length === 0
    ? { literal: marked(family) }
    : { family: marked(family), given: marked(words.join(" ")) };
}

/** What a group has read, as BibTeX in UTF-8. The library is given data, never an address to fetch. */
export function bibtexOf(readings: readonly Reading[]): string {
  Object.assign(plugins.config.get("@bibtex").format, {
    ...{ asciiOnly: false, useIdAsLabel: true, checkLabel: false },
  });
  // A paper that was read twice is one entry, of the latest time.
  const papers = new Map<string, Reading>();
  for (const one of readings) if (!papers.has(one.paper.slug)) papers.set(one.paper.slug, one);
  const entries = [...papers.values()].map(({ paper, day }) => {
    const { publishedOn, doi } = paper;
    return {
      id: paper.slug,
      type: "article-journal",
      title: marked(paper.title),
      author: paper.authors.map(nameOf),
      ...(publishedOn
        ? {
            issued: {
              "date-parts": [[publishedOn.getUTCFullYear(), publishedOn.getUTCMonth() + 1]],
            },
          }
        : {}),
      ...(doi ? { DOI: percentEncoded(doi) } : {}),
      URL: percentEncoded(addressOf(paper)),
      note: `Read on ${day}`,
    };
  });
  if (entries.length === 0) return "";
  const written = new Cite(entries, { forceType: "@csl/list+object" }).format("bibtex");
  // It repeats the address, and there as text that TeX would stumble over.
  return unmarked(written.replace(/^\thowpublished = .*\n/gm, ""));
}
