import "server-only";
import type { z } from "zod";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import { filedInBatches, type ReadNotes, readFiled } from "./queries";
import { type FileFormat, STYLES, type Style } from "./rules";
import type { citeInput } from "./schema";
import { writeParts, writerOf } from "./writer";

/** Files with papers, from one network address. */
const FILES: Limit = { name: "paper-files", points: 120, perSeconds: 3600 };
/** Windows with references, from one network address. */
const CITATIONS: Limit = { name: "citations", points: 120, perSeconds: 60 };

/**
 * Writes papers as a file, in parts.
 * @param find looks for the ids of the papers, once the file is counted
 * @param readNotes reads the notes of the person who asks, which go into the file; null for none
 * @throws Refusal TOO_MANY, and what `find` throws
 */
export async function exportPapers(
  find: () => Promise<readonly string[]>,
  format: FileFormat,
  ip: string,
  readNotes: ReadNotes | null = null,
): Promise<AsyncGenerator<string, void, void>> {
  await spend(FILES, ip);
  return writeParts(format, filedInBatches(await find(), readNotes));
}

/** Writes the references to a paper that people copy. @throws Refusal NOT_FOUND, TOO_MANY */
export async function citePaper({ paperId }: z.output<typeof citeInput>, ip: string) {
  await spend(CITATIONS, ip);
  const [paper] = await readFiled([paperId]);
  if (!paper) refuse("NOT_FOUND");
  const write = async (format: FileFormat) => {
    const { write: written } = await writerOf(format);
    return written([paper]).trim();
  };
  const [bib, biblatex, ris, ...references] = await Promise.all([
    write("bib"),
    write("biblatex"),
    write("ris"),
    ...STYLES.map(write),
  ]);
  // A reference alone has no number.
  const alone = references.map((reference) => reference.replace(/^1\. /, ""));
  const byStyle = Object.fromEntries(STYLES.map((style, at) => [style, alone[at] ?? ""]));
  return { bib, biblatex, ris, references: byStyle as Record<Style, string> };
}
