// Makes plain text of the titles and abstracts of sources: markup, entities, TeX, damaged characters and capitals.
import { decodeHTML } from "entities/decode";
import { decodeAnew } from "@/server/platform/text/decoding";
import { ABSTRACT_MAX, TITLE_MAX } from "../../schema";
import { type Element, elementsOf, readFragment, textOf } from "./markup";
import { texOfMathml } from "./mathml";
import { withoutTex } from "./tex";

const BLOCKS = new Set(
  "p sec title list list-item disp-formula br break div ul ol li h1 h2 h3 h4 abstract".split(" "),
);
const INLINES =
  "a b bold em i italic sc scp small span strong sub sup tt u underline styled-content monospace ext-link uri xref " +
  "inline-formula alternatives tex-math named-content roman sans-serif";
/** Names of elements that sources write; anything else in angle brackets is a sign of comparison. */
const KNOWN = `(?:(?:jats|mml|xhtml|ns\\d?):[\\w-]+|${[...BLOCKS, ...INLINES.split(" ")].join("|")}|math|m[a-z]{1,12}|semantics|annotation)`;
const ESCAPED_TAG = new RegExp(
  `&(?:amp;){0,2}lt;(/?${KNOWN}(?:\\s+[\\w:-]{1,40}=[^<>&]{0,500})?\\s?/?)&(?:amp;){0,2}gt;`,
  "gi",
);
const LOOSE_BRACKET = new RegExp(
  `<(?!/?${KNOWN}(?:\\s+[\\w:-]{1,40}=[^<>]{0,2000})?\\s?/?>)`,
  "gi",
);

/** Decodes entities, however often they were escaped on their way. */
function decoded(text: string): string {
  let before = text;
  for (let round = 0; round < 3; round += 1) {
    const after = decodeHTML(before);
    if (after === before) break;
    before = after;
  }
  return before;
}

/** UTF-8 that was read as Latin-1 or as Windows-1252: two bytes from "Â" and "Ã", three from "â". */
const MANGLED = /[ÂÃ][\u0080-\u00BF]|â[\u0080-\u00BF€‚„†‡ˆ‰‹Œ‘’“”•–—˜™š›œž]{2}/g;
/** The same for any letter, where the text holds control characters that no text holds. */
const MANGLED_SURELY = /[\u00C2-\u00F4][\u0080-\u00BF]{1,3}/g;
const C1_CONTROL = /[\u0080-\u009F]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this is for
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/** Repairs characters that were decoded wrongly, where that is certain, and drops control characters. */
export function repairText(text: string): string {
  const pattern = C1_CONTROL.test(text) ? MANGLED_SURELY : MANGLED;
  return text.replace(pattern, decodeAnew).replace(MANGLED, decodeAnew).replace(CONTROLS, "");
}

/** Takes the formula out of a whole document of TeX, as publishers write it into JATS. */
function formulaOf(tex: string): string {
  const body = /\\begin\{document\}([\s\S]*?)\\end\{document\}/.exec(tex)?.[1] ?? tex;
  return body
    .trim()
    .replace(/^\$+|\$+$/g, "")
    .replace(/^\\[([]|\\[)\]]$/g, "")
    .trim();
}

function shown(element: Element): string {
  if (element.name === "tex-math") return `$${formulaOf(textOf(element))}$`;
  if (element.name === "math") return `$${texOfMathml(element)}$`;
  const [tex] = elementsOf(element, "tex-math");
  // The same formula in several forms.
  if (tex) return block(element, shown(tex));
  const inner = element.children.map((child) =>
    typeof child === "string" ? child.replace(/\s+/g, " ") : shown(child),
  );
  return block(element, inner.join(""));
}

function block({ name }: Element, inner: string): string {
  return BLOCKS.has(name) ? `\n\n${inner}\n\n` : inner;
}

/** Writes text with markup as paragraphs of plain text, separated by empty lines. */
export function paragraphsOf(markup: string): string {
  if (!/[<&]/.test(markup)) return tidyParagraphs(markup.replace(/\s+/g, " "));
  const tags = markup.replace(ESCAPED_TAG, "<$1>").replace(LOOSE_BRACKET, "&lt;");
  return tidyParagraphs(decoded(shown(readFragment(tags))));
}

function tidyParagraphs(text: string): string {
  return repairText(text)
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** Makes the title of a paper of what a source has; empty if it has none. */
export function titleOf(markup: string): string {
  const title = withoutTex(paragraphsOf(markup).replace(/\s+/g, " ")).trim();
  return withoutCapitals(title).slice(0, TITLE_MAX);
}

/** Makes an abstract of markup; null if there is none. The word "Abstract" above it goes. */
export function abstractOf(markup: string | null | undefined): string | null {
  return endedAbstract(paragraphsOf(markup ?? ""));
}

/** Makes an abstract of paragraphs that are plain text already. */
export function endedAbstract(paragraphs: string): string | null {
  const text = withoutTex(paragraphs)
    .replace(/^(?:abstract|summary)\s*(?:[.:—–-]\s*|\n+)/i, "")
    .replace(/^Abstract(?=[A-Z][a-z])/, "")
    .trim();
  return text === "" ? null : text.slice(0, ABSTRACT_MAX);
}

/** Words that stay small within a title. */
const SMALL =
  /^(?:a|an|and|as|at|but|by|de|for|from|in|into|la|nor|of|on|or|over|per|the|to|und|upon|via|vs\.?|with)$/i;
/** Words that are abbreviations wherever they stand. */
const ABBREVIATIONS =
  /^(?:AI|CNNs?|CPUs?|DNA|EEG|GANs?|GPUs?|HIV|II|III|IV|LLMs?|LSTM|MRI|NLP|NMR|NP|PCR|PDEs?|QCD|QED|RNA|RNNs?|SAT|SVMs?|UK|US|USA|VI|VII|VIII|XML)$/;

/** Writes a title that is all in capitals with capitals at the start of its words only. */
function withoutCapitals(title: string): string {
  const words = title.match(/\p{L}+/gu) ?? [];
  const long = words.filter((word) => word.length > 3);
  if (words.length < 3 || long.length < 2 || title !== title.toUpperCase() || title.includes("$"))
    return title;
  let isStart = true;
  return title.replace(/[\p{L}\p{M}\p{N}'’]+\.?/gu, (word, at: number) => {
    const starts = isStart || /[:?!.—–]\s*$/.test(title.slice(0, at));
    isStart = false;
    if (/\p{N}/u.test(word) || ABBREVIATIONS.test(word)) return word;
    const small = word.toLowerCase();
    return !starts && SMALL.test(small) ? small : small.charAt(0).toUpperCase() + small.slice(1);
  });
}
