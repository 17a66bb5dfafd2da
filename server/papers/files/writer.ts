// Writes papers as files in parts, each format by a module that is loaded when it is used.
import "server-only";
import { setImmediate } from "node:timers/promises";
import { env } from "@/server/platform/env";
import { paperPath } from "@/server/platform/web/addresses";
import type { FiledPaper, FileFormat, Style } from "./rules";

/** The address of a paper's page. */
export function pageOf(slug: string): string {
  return `${env().SITE_URL}${paperPath(slug)}`;
}

/** Writes one part after the other. */
interface Writer {
  write(papers: readonly FiledPaper[]): string;
  end(): string;
}

/** Makes a writer of one file. */
export async function writerOf(format: FileFormat): Promise<Writer> {
  if (format === "bib" || format === "biblatex") {
    const { writeBibtex } = await import("./formats/bibtex");
    const dialect = format === "bib" ? "bibtex" : "biblatex";
    return { write: (papers) => writeBibtex(papers, dialect, pageOf), end: () => "" };
  }
  if (format === "ris") {
    const { writeRis } = await import("./formats/ris");
    return { write: (papers) => writeRis(papers, pageOf), end: () => "" };
  }
  if (format === "json") return jsonWriter();
  if (format === "csv") {
    const { writePaperTable } = await import("./formats/table");
    let head = true;
    return {
      write(papers) {
        const text = writePaperTable(papers, pageOf, head);
        head = false;
        return text;
      },
      end: () => "\r\n",
    };
  }
  return referenceWriter(format);
}

async function jsonWriter(): Promise<Writer> {
  const { cslOf } = await import("./formats/csl");
  let written = 0;
  return {
    write(papers) {
      return papers
        .map((paper) => {
          written += 1;
          return `${written === 1 ? "[\n" : ",\n"}${JSON.stringify(cslOf(paper, pageOf(paper.slug)))}`;
        })
        .join("");
    },
    end: () => (written === 0 ? "[]\n" : "\n]\n"),
  };
}

async function referenceWriter(style: Style): Promise<Writer> {
  const { writeReference } = await import("./formats/references");
  let number = 0;
  return {
    write(papers) {
      return papers
        .map((paper) => {
          number += 1;
          return `${writeReference(paper, style, pageOf(paper.slug), number)}\n\n`;
        })
        .join("");
    },
    end: () => "",
  };
}

/** Writes a file while it is sent. A paper that comes twice is written once. */
export async function* writeParts(
  format: FileFormat,
  batches: AsyncIterable<readonly FiledPaper[]>,
): AsyncGenerator<string, void, void> {
  const { write, end } = await writerOf(format);
  const written = new Set<string>();
  for await (const some of batches) {
    const fresh = some.filter(({ slug }) => {
      const isNew = !written.has(slug);
      written.add(slug);
      return isNew;
    });
    yield write(fresh);
    // Yields to other requests even if the database has answered already.
    await setImmediate();
  }
  const last = end();
  if (last !== "") yield last;
}
