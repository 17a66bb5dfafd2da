import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";

/** Commands for single characters, and accents, as the library knows them. */
const { commands, diacritics } = plugins.config.get("@bibtex").constants;
/** Commands that break a line or make a gap. */
const BLANKS = /^(?:quad|qquad|par|newline|linebreak|enspace|thinspace|space)$/;
/** Signs that stand for a dash or a quotation mark. */
const LIGATURES = [
  ["---", "—"],
  ["--", "–"],
  ["``", "“"],
  ["''", "”"],
] as const;
/** A formula is kept as it is written. */
const FORMULA =
  /\$\$?[^$]+\$\$?|\\\([\s\S]*?\\\)|\\\[[\s\S]*?\\\]|\\begin\{([a-z]+\*?)\}[\s\S]*?\\end\{\1\}/y;
const COMMAND = /\\([a-zA-Z]+)\*?[ \t\n]?(?:\{\})?/y;
const ARGUMENT = /\s*(?:\{\s*\\?([^{}\\])\s*\}|\\([ij])(?![a-zA-Z])\s?|([^\s{}\\$]))/uy;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Reads a field of BibTeX as a text with mathematics: braces and styles go, accents and signs become characters. */
export function textOfTex(tex: string): string {
  let text = "";
  for (let at = 0; at < tex.length; ) {
    const sign = tex[at] as string;
    const formula = sign === "$" || sign === "\\" ? match(FORMULA, tex, at) : null;
    if (formula) {
      text += formula[0];
      at += formula[0].length;
    } else if (sign === "\\") {
      const [read, next] = commandAt(tex, at);
      text += read;
      at = next;
    } else if (sign === "{" || sign === "}") {
      at += 1;
    } else {
      const ligature = LIGATURES.find(([written]) => tex.startsWith(written, at));
      text += ligature ? ligature[1] : sign === "~" ? " " : sign;
      at += ligature ? ligature[0].length : 1;
    }
  }
  return text.normalize("NFC");
}

/** Reads the command at a place. @returns its characters, and the place behind it */
function commandAt(tex: string, at: number): [string, number] {
  const named = match(COMMAND, tex, at);
  const name = named?.[1] ?? tex[at + 1] ?? "";
  const end = named ? at + 1 + name.length : at + 2;
  const mark = Object.hasOwn(diacritics, name) ? diacritics[name] : undefined;
  if (mark) {
    const letter = match(ARGUMENT, tex, end);
    const bare = letter?.[1] ?? letter?.[2] ?? letter?.[3];
    // A single letter behind the name of a command would be part of it: \c{c}, \c c, but not \cc.
    if (letter && bare) return [bare + mark, end + letter[0].length];
    return ["", end];
  }
  if (!named) return [/[\\,;:!/ \n-]/.test(name) ? (/[-!/]/.test(name) ? "" : " ") : name, end];
  const behind = at + named[0].length;
  if (Object.hasOwn(commands, name)) return [commands[name] ?? "", behind];
  if (BLANKS.test(name)) return [name === "par" ? "\n\n" : " ", behind];
  return ["", behind];
}

/** Splits a list of names at the word "and", outside braces. */
export function splitNames(tex: string): string[] {
  return splitOutside(tex, /\s+and\s+/iy).map((name) => name.trim());
}

/** Splits a text outside braces. @param at matches a separator at a place */
export function splitOutside(tex: string, at: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let place = 0; place < tex.length; place += 1) {
    if (tex[place] === "\\") place += 1;
    else if (tex[place] === "{") depth += 1;
    else if (tex[place] === "}") depth -= 1;
    if (depth !== 0) continue;
    const found = match(at, tex, place);
    if (!found || found[0] === "") continue;
    parts.push(tex.slice(from, place));
    from = place + found[0].length;
    place = from - 1;
  }
  return [...parts, tex.slice(from)];
}
