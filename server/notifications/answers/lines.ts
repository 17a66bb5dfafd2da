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
