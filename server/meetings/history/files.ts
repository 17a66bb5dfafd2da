// Writes a group's history as a table and as Markdown, and its papers in the formats of papers.
import "server-only";
import { readFiledBySlug } from "@/server/papers/files/queries";
import type { FiledPaper } from "@/server/papers/files/rules";
import { pageOf } from "@/server/papers/files/writer";
import { writeTable } from "@/server/platform/text/csv";
import {
  addressInMarkdown,
  plainLine,
  prefixLines,
  withoutHtml,
} from "@/server/platform/text/markdown-out";
import { countInWords } from "@/server/platform/text/words";
import {
  OPINION_WORDS,
  OPINIONS,
  opinionsInWords,
  QUESTION_WORDS,
  QUESTIONS,
} from "../opinions/schema";
import type { Reading } from "./queries";

/** Makes a writer of a file in parts: each call takes the next readings. */
export function writerOf(kind: "csv" | "md", group: string): (some: readonly Reading[]) => string {
  let first = true;
  return (some) => {
    const head = first;
    first = false;
    return kind === "csv" ? csvOf(some, head) : markdownOf(group, some, head);
  };
}

/** Reads the papers of a history for a file of papers, each with the day on which it was read. */
export async function* papersOf(
  batches: AsyncIterable<readonly Reading[]>,
): AsyncGenerator<FiledPaper[], void, void> {
  for await (const some of batches) {
    const filed = await readFiledBySlug(some.map(({ paper }) => paper.slug));
    yield some.flatMap(({ paper: { slug }, day }) => {
      const paper = filed.get(slug);
      return paper ? [{ ...paper, note: `Read on ${day}` }] : [];
    });
  }
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
    page: pageOf(paper.slug),
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

function addressOf({ doi, arxivId, url, slug }: Reading["paper"]): string {
  if (doi) return `https://doi.org/${doi}`;
  return arxivId ? `https://arxiv.org/abs/${arxivId}` : (url ?? pageOf(slug));
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
