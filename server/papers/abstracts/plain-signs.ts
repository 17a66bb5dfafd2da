// Mathematics as plain signs, for emails.
import unicodeit from "unicodeit";
import { wordsWithFormulas } from "@/server/platform/text/markdown";
import { partsOf } from "@/server/platform/text/math/math-parts";
import { unescapeDollars } from "./rules";

/** Formulas of one text that become signs. Each takes about a millisecond, even a short one. */
const MOST = 12;

/**
 * Writes mathematics as signs that every email program can show: "$x_1^2 \\le \\alpha$" becomes "x₁² ≤ α".
 * Parts without such signs keep their letters. Formulas beyond a dozen
 * stay as TeX.
 * @param most formulas with TeX commands that become signs
 */
export function inPlainSigns(text: string, most = MOST): string {
  let left = most;
  const shown = partsOf(text).map(({ source, formula }) => {
    if (!formula) return unescapeDollars(source);
    // Text without TeX commands needs no conversion.
    if (!/[\\^_{}]/.test(formula.tex)) return formula.tex.replace(/\s+/g, " ").trim();
    left -= 1;
    return left < 0 ? source : asSigns(formula.tex);
  });
  return shown.join("");
}

/** Writes Markdown as words and plain signs, without its marks. */
export function markdownInPlainSigns(source: string): string {
  return inPlainSigns(wordsWithFormulas(source));
}

function asSigns(tex: string): string {
  return unicodeit
    .replace(withoutCommands(tex))
    .replace(/[{}]|\\(?=[a-z])/gi, "")
    .replace(/\s+/g, " ")
    .replace(ONE_IN_BRACKETS, "$1$2")
    .replace(KEPT, (sign) => PLACES[sign.charCodeAt(0) - 0xe000] as string)
    .normalize("NFC")
    .trim();
}

/** Strips TeX that only styles letters, and puts words where no sign exists. */
function withoutCommands(tex: string): string {
  return (
    tex
      .replace(
        /\\(?:text|textrm|textbf|textit|mathrm|mathit|operatorname\*?|mbox)\s*\{([^{}]*)\}/g,
        "$1",
      )
      // Script letters are outside many fonts, and read aloud as "mathematical script capital O".
      .replace(/\\math(?:cal|scr)\s*(?:\{([^{}]*)\}|(\p{L}))/gu, "$1$2")
      .replace(
        /\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g,
        (_, over, under) => `${bracketed(over)}/${bracketed(under)}`,
      )
      .replace(
        /\\(?:left|right|big|Big|bigl|bigr|Bigl|Bigr|displaystyle|limits|,|;|!|quad|qquad)(?![a-z])/g,
        " ",
      )
      .replace(/\\(hat|bar|tilde|vec|dot|mathbf|mathbb)\s+(\p{L})/gu, "\\$1{$2}")
      // Not every character has a superscript or subscript form.
      .replace(/([_^])\{([^{}]*)\}/g, (whole, place, part) =>
        (place === "^" ? RAISED : LOWERED).test(part)
          ? whole
          : `${place === "^" ? "\ue000" : "\ue001"}${part.length > 1 ? `(${part})` : part}`,
      )
      // Otherwise unicodeit writes "ł" and "og".
      .replace(NAMED, "$1")
  );
}

const NAMED =
  /\\(log|ln|exp|sin|cos|tan|tanh|max|min|argmax|argmin|arg|det|dim|lim|sup|inf|Pr|gcd|ker|deg|mod|poly)(?![a-z])/g;

/** Placeholders for ^ and _ that must not become superscripts or subscripts. */
const KEPT = /[\ue000\ue001]/g;
/** "^(ω)", which was more than one character as TeX. */
const ONE_IN_BRACKETS = /([\ue000\ue001])\((.)\)/gu;
const PLACES = ["^", "_"];

const RAISED = /^[0-9a-pr-zA-PR-Z+\-=()]*$/;
const LOWERED = /^[0-9aehijklmnoprstuvx+\-=()]*$/;

function bracketed(part: string): string {
  return /[\s+-]/.test(part.trim()) ? `(${part.trim()})` : part.trim();
}
