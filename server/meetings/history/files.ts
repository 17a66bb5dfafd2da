// Writes a group's history as CSV, Markdown and BibTeX.
import "server-only";
import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { env } from "@/server/platform/env";
import { writeTable } from "@/server/platform/text/csv";
import {
  addressInMarkdown,
  percentEncoded,
  plainLine,
  prefixLines,
  withoutHtml,
} from "@/server/platform/text/markdown-out";
import { countInWords } from "@/server/platform/text/words";
import { paperPath } from "@/server/platform/web/addresses";
import {
  OPINION_WORDS,
  OPINIONS,
  opinionsInWords,
  QUESTION_WORDS,
  QUESTIONS,
} from "../opinions/schema";
import type { Reading } from "./queries";

/** Makes a writer of a file in parts: each call takes the next readings. */
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

/** Writes readings as a table. */
export function csvOf(readings: readonly Reading[], head = true): string {
  const rows = readings.map(({ day, paper, presenter, ballot, turnout, opinions, notes }) => ({
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
    ...opinionColumns(opinions),
    notes,
  }));
  return writeTable(rows, head);
}

/** A column for each answer to each question; empty where nobody answered the question. */
function opinionColumns(opinions: Reading["opinions"]): Record<string, string | number> {
  return Object.fromEntries(
    QUESTIONS.flatMap((question) =>
      OPINIONS.map((answer) => [
        `${question} ${OPINION_WORDS[answer].toLowerCase()}`,
        opinions?.[question]?.[answer] ?? "",
      ]),
    ),
  );
}

function pageOf({ slug }: { slug: string }): string {
  return `${env().SITE_URL}${paperPath(slug)}`;
}

function addressOf({ doi, arxivId, url, slug }: Reading["paper"]): string {
  if (doi) return `https://doi.org/${doi}`;
  return arxivId ? `https://arxiv.org/abs/${arxivId}` : (url ?? pageOf({ slug }));
}

/** Writes readings as a Markdown list, with the notes quoted. */
export function markdownOf(name: string, readings: readonly Reading[], head = true): string {
  const parts = readings.map(({ day, paper, presenter, ballot, opinions, notes }) => {
    const facts = [
      ...(paper.authors.length > 0 ? [plainLine(paper.authors.join(", "))] : []),
      `Read on ${day}.`,
      ...(presenter ? [`Presented by ${plainLine(presenter.name)}.`] : []),
      ...(ballot
        ? [
            `Chosen from ${countInWords(ballot.candidates, "paper")} by ${countInWords(ballot.votes, "vote")}.`,
          ]
        : []),
      ...QUESTIONS.flatMap((question) => {
        const counts = opinions?.[question];
        return counts ? [`${QUESTION_WORDS[question]} ${opinionsInWords(counts)}.`] : [];
      }),
    ];
    const quoted = notes ? `\n\n${prefixLines(withoutHtml(notes))}` : "";
    return `## [${plainLine(paper.title)}](<${addressInMarkdown(addressOf(paper))}>)\n\n${facts.join("  \n")}${quoted}\n`;
  });
  if (head) return [`# What ${plainLine(name)} has read\n`, ...parts].join("\n");
  return parts.map((part) => `\n${part}`).join("");
}

/**
 * Characters with a meaning in TeX, and their escaped forms. Braces are written as commands, because
 * BibTeX counts each one, even after a backslash.
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
  // The library turns <b> and the like into TeX.
  ["<", "\\textless{}"],
  [">", "\\textgreater{}"],
];
/** Placeholders for those characters while the library writes: it either drops other scripts or escapes nothing. */
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

/** Splits "Leslie Lamport" into the parts that a bibliography sorts by. */
function nameOf(author: string) {
  const words = author.trim().split(/\s+/);
  const family = words.pop() ?? "";
  return words.length === 0
    ? { literal: marked(family) }
    : { family: marked(family), given: marked(words.join(" ")) };
}

/** Writes readings as BibTeX in UTF-8. The library gets data, never an address to fetch. */
export function bibtexOf(readings: readonly Reading[]): string {
  Object.assign(plugins.config.get("@bibtex").format, {
    asciiOnly: false,
    useIdAsLabel: true,
    checkLabel: false,
  });
  // A paper that was read twice is one entry, with the latest date.
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
  // It repeats the address, as text that TeX cannot read.
  return unmarked(written.replace(/^\thowpublished = .*\n/gm, ""));
}
