import { Cite } from "@citation-js/core";
import "@citation-js/plugin-csl";
import { titleInSigns } from "../../titles/shown";
import type { FiledPaper, Style } from "../rules";
import { cslOf } from "./csl";

/** The names of the styles in the library. */
const TEMPLATES: Record<Style, string> = {
  apa: "apa",
  harvard: "harvard1",
  vancouver: "vancouver",
};

/** Placeholders for characters that the library takes for its own marks. */
const MARKS = ["<", ">"];
const FIRST_MARK = 0xe000;

function marked(text: string): string {
  return text.replace(/[\uE000-\uE0FF]/g, "").replace(/[<>]/g, (sign) => {
    return String.fromCharCode(FIRST_MARK + MARKS.indexOf(sign));
  });
}

function unmarked(text: string): string {
  return text.replace(/[\uE000\uE001]/g, (mark) => MARKS[mark.charCodeAt(0) - FIRST_MARK] ?? "");
}

/** Writes the reference to a paper in plain text. @param number its number where the style counts */
export function writeReference(paper: FiledPaper, style: Style, page: string, number = 1): string {
  const {
    abstract: _abstract,
    archive: _archive,
    archive_location: _at,
    note: _note,
    custom: _custom,
    ...item
  } = cslOf(paper, page);
  const marks = JSON.parse(JSON.stringify(item), (_, value) =>
    typeof value === "string" ? marked(value) : value,
  );
  // The dollar signs of a formula mean nothing in a reference.
  marks.title = marked(titleInSigns(item.title));
  const written = new Cite([marks], { forceType: "@csl/list+object" }).format("bibliography", {
    template: TEMPLATES[style],
    lang: "en-US",
    format: "text",
    nosort: true,
  });
  // The seventh edition of APA has no "Retrieved" without a date; the library's style does.
  const line = unmarked(written)
    .replace(/\s+/g, " ")
    .replace(/ Retrieved (?=https?:)/, " ")
    .trim();
  return style === "vancouver" ? line.replace(/^1\./, `${number}.`) : line;
}
