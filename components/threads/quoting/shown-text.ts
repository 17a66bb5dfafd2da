import type { Span } from "./anchor";

/** A piece of the shown text: characters of a text node, or a whole formula. */
interface Stretch {
  node: Node;
  start: number;
  text: string;
  whole: boolean;
}

/** The text of an element, with formulas as LaTeX, and the node of each piece. */
export interface ShownText {
  text: string;
  stretches: Stretch[];
}

/** Reads the text of an element. A formula counts as "$…$", as in the source. */
export function shownText(element: Element): ShownText {
  const stretches: Stretch[] = [];
  let text = "";
  const add = (node: Node, words: string, whole: boolean) => {
    stretches.push({ node, start: text.length, text: words, whole });
    text += words;
  };
  const visit = (node: Node) => {
    if (node instanceof Element && node.classList.contains("katex")) {
      const tex = node.querySelector("annotation")?.textContent ?? "";
      add(node, `$${tex}$`, true);
    } else if (node.nodeType === Node.TEXT_NODE) add(node, node.nodeValue ?? "", false);
    else for (const child of node.childNodes) visit(child);
  };
  visit(element);
  return { text, stretches };
}

/** Finds the part of an element that a selection covers; includes a touched formula as a whole. */
export function selectedSpan(shown: ShownText, range: Range): Span | null {
  const touched = shown.stretches.flatMap(({ node, start, text, whole }) => {
    if (!range.intersectsNode(node)) return [];
    const from = !whole && range.startContainer === node ? range.startOffset : 0;
    const to = !whole && range.endContainer === node ? range.endOffset : text.length;
    return to > from ? [{ start: start + from, end: start + to }] : [];
  });
  const [first, last] = [touched.at(0), touched.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}

/** Finds the range of the document for a part of an element's text. */
export function rangeOf(shown: ShownText, { start, end }: Span): Range | null {
  const range = new Range();
  let begun = false;
  for (const stretch of shown.stretches) {
    const last = stretch.start + stretch.text.length;
    if (last <= start || stretch.start >= end) continue;
    if (!begun) {
      if (stretch.whole) range.setStartBefore(stretch.node);
      else range.setStart(stretch.node, Math.max(0, start - stretch.start));
      begun = true;
    }
    if (stretch.whole) range.setEndAfter(stretch.node);
    else range.setEnd(stretch.node, Math.min(stretch.text.length, end - stretch.start));
  }
  return begun ? range : null;
}
