import type { Span } from "./anchor";

/** A stretch of what is shown: characters of a text node, or a formula, which is one piece. */
interface Stretch {
  node: Node;
  start: number;
  text: string;
  whole: boolean;
}

/** What an element says, formulas as they were written, and where each part of it stands. */
export interface ShownText {
  text: string;
  stretches: Stretch[];
}

/** Reads an element. A formula counts as "$…$", so that its text is that of the source. */
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

/** The part of an element that a selection covers; a formula that is touched, as a whole. */
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

/** The range of the document that shows a part of an element's text. */
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
