/** A line of an email, as Markdown, with the mark that the mail program has put on it. */
export interface Line {
  text: string;
  /**
   * `quote` is a quotation, perhaps with a reply below it; `lead` a lead-in to a quotation; `gone` an older
   * email; `sign` a signature.
   */
  kind?: Kind;
}
export type Kind = "quote" | "lead" | "gone" | "sign";

/** Splits a text into lines. */
export function linesOf(text: string): Line[] {
  return text.split("\n").map((line) => ({ text: line }));
}

/** Marks the lines of closed code fences, in which `>` does not quote. */
export function fencedLines(texts: readonly string[]): boolean[] {
  const inside = texts.map(() => false);
  let from = -1;
  texts.forEach((text, at) => {
    if (!/^ {0,3}(?:```|~~~)/.test(text)) return;
    if (from >= 0) inside.fill(true, from, at);
    from = from >= 0 ? -1 : at;
  });
  return inside;
}

/** Whether a line such as `> 5 holds` is not a quotation, but a sentence that a program has folded before the `>`. */
export function isFoldedProse(texts: readonly string[], at: number): boolean {
  const before = texts[at - 1]?.trim() ?? "";
  const after = texts[at + 1] ?? "";
  return (
    before !== "" &&
    !/^>|[.!?:;,。：！？…>]$/.test(before) &&
    !/^ {0,3}>/.test(after) &&
    /^ {0,3}> ?[\p{Nd}\p{Ll}$\\(|=-]/u.test(texts[at] ?? "")
  );
}
