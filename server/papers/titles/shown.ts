// Makes titles as pages show them, with their mathematics as HTML and as plain signs.
import "server-only";
import { memoize } from "@/server/platform/memoize";
import { LINES } from "@/server/platform/text/math/formula-budget";
import { bytesAsData, cutToFit } from "@/server/platform/text/page-texts";
import { inPlainSigns } from "../abstracts/plain-signs";
import { withMathematics } from "../abstracts/rules";
import type { ShownTitle } from "../schema";

/** Titles with mathematics whose signs and HTML are kept: 3 KB each at most. */
const KEPT = 5000;
/** Formulas of one title that become signs; titles of the arXiv have three at most. */
const FORMULAS = 4;
/** Bytes of HTML with formulas for all titles of a list, as HTML and as data. */
const HTML = 60_000;
/** Characters left of a title that is cut. */
const BEGINNING = 30;

// Most titles have neither a dollar nor a backslash, and cost nothing here.
const MAY_HAVE_FORMULA = /[$\\]/;

const made = memoize((title: string): ShownTitle => {
  const signs = inPlainSigns(title, FORMULAS);
  const html = withMathematics(title, LINES);
  return html.includes("<math") ? { title: signs, titleHtml: html } : { title: signs };
}, KEPT);

/** A title as a page shows it: in plain signs, and as HTML if it has formulas. It is made once for each title. */
export function showTitle(title: string): ShownTitle {
  return MAY_HAVE_FORMULA.test(title) ? made(title) : { title };
}

/** Writes the mathematics of a title as plain signs: "$O(n^2)$" becomes "O(n²)". */
export function titleInSigns(title: string): string {
  return showTitle(title).title;
}

/** A paper as other nouns name it, with its title as a page shows it. */
export function withShownTitle<Paper extends { title: string }>(paper: Paper): Paper & ShownTitle {
  return { ...paper, ...showTitle(paper.title) };
}

/** Shows the titles of a list within its bytes. Those that come first stay whole; later ones lose their formulas. */
export function showTitles(titles: readonly string[], bytes: number): ShownTitle[] {
  const shown = titles.map(showTitle);
  const words = cutToFit(
    shown.map(({ title }) => title),
    bytes,
    BEGINNING,
  );
  let left = HTML;
  return shown.map(({ title: whole, titleHtml }, at) => {
    const title = words[at] ?? whole;
    if (titleHtml === undefined || title !== whole) return { title };
    left -= Buffer.byteLength(titleHtml) + bytesAsData(titleHtml);
    return left < 0 ? { title } : { title, titleHtml };
  });
}
