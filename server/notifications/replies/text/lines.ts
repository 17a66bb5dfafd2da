/** A line of an answer: of Markdown, and what the mail program has marked it as. */
export interface Line {
  text: string;
  /**
   * `quote` is what was quoted by a program, perhaps for an answer below it; `lead` leads a quotation in;
   * `gone` is an older mail; `sign` a signature.
   */
  kind?: Kind;
}
export type Kind = "quote" | "lead" | "gone" | "sign";

/** A text as lines. */
export function linesOf(text: string): Line[] {
  return text.split("\n").map((line) => ({ text: line }));
}

/** Which lines are code between fences that are closed: `>` is a sign like others there. */
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

/** Whether a line such as `> 5 holds` begins so because a program has folded the sentence there. */
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
