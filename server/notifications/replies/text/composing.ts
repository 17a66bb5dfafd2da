/** The use of a line: it is part of the reply, a quotation in it, cut off, or joined to the line before. */
export type Fate = "own" | "quote" | "cut" | "join";

/** An email taken apart: the sender's own words, and the text that was cut off. */
export interface SplitReply {
  own: string;
  quoted: string;
}

/** Composes a reply from its lines. Quotations between its words stay, as Markdown quotations. */
export function composeReply(texts: readonly string[], fates: readonly Fate[]): SplitReply {
  const own: string[] = [];
  const quoted: string[] = [];
  let before: Fate = "own";
  for (const [at, text] of texts.entries()) {
    const fate = fates[at] ?? "own";
    quoted.push(fate === "cut" ? text : "");
    if (fate === "cut") {
      own.push("");
    } else if (fate === "join") {
      own.push(`${(own.pop() ?? "").trimEnd()} ${text.trim()}`);
    } else if (text.trim() === "") {
      own.push("");
    } else {
      // Without a blank line between them, Markdown takes the reply for part of the quotation.
      if (fate !== before) own.push("");
      own.push(fate === "quote" ? text.replace(/^ +(?=>)/, "") : text);
      before = fate;
    }
  }
  return { own: joinLines(own), quoted: joinLines(quoted) };
}

/** Joins lines with at most one blank line between them. */
function joinLines(lines: readonly string[]): string {
  const kept = lines.filter((line, at) => line.trim() !== "" || lines[at - 1]?.trim() !== "");
  return kept.join("\n").trim();
}
