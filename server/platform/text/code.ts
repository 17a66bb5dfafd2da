import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import go from "highlight.js/lib/languages/go";
import haskell from "highlight.js/lib/languages/haskell";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import julia from "highlight.js/lib/languages/julia";
import latex from "highlight.js/lib/languages/latex";
import matlab from "highlight.js/lib/languages/matlab";
import python from "highlight.js/lib/languages/python";
import r from "highlight.js/lib/languages/r";
import rust from "highlight.js/lib/languages/rust";
import scala from "highlight.js/lib/languages/scala";
import sql from "highlight.js/lib/languages/sql";
import swift from "highlight.js/lib/languages/swift";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";

/** Languages to highlight: those in which authors of papers publish code. */
const LANGUAGES = {
  bash,
  c,
  cpp,
  css,
  diff,
  go,
  haskell,
  java,
  javascript,
  json,
  julia,
  latex,
  matlab,
  python,
  r,
  rust,
  scala,
  sql,
  swift,
  typescript,
  xml,
  yaml,
};
/** Longest line to highlight: some grammars take time by the square of a line's length. */
const LONGEST_LINE = 240;
/** Most characters of a highlighted block; they take ten milliseconds at worst. */
const LONGEST = 5000;
/** Most growth of a hostile text, as a multiple of its length. */
const GROWTH = 12;

const highlighter = hljs.newInstance();
for (const [name, language] of Object.entries(LANGUAGES)) {
  highlighter.registerLanguage(name, language);
}

/**
 * Renders code as HTML, its parts in spans with classes "hljs-…".
 * @param language as its author names it, such as "python" or "py"
 * @returns null if the code stays plain, because its language is unknown or it is too large for a page
 */
export function highlightCode(code: string, language: string): string | null {
  if (!highlighter.getLanguage(language) || code.length > LONGEST) return null;
  if (code.split("\n").some((line) => line.length > LONGEST_LINE)) return null;
  const { value } = highlighter.highlight(code, { language, ignoreIllegals: true });
  return value.length > code.length * GROWTH + 500 ? null : value;
}
