/** What is to become of a line; `join` goes on in the line before. */
export type Fate = "own" | "quote" | "cut" | "join";

/** An answer, and what was taken out of the mail. */
export interface Answer {
  own: string;
  quoted: string;
}

/** An answer of its lines. What it quotes to answer it stays, as Markdown does that. */
export function composed(texts: readonly string[], fates: readonly Fate[]): Answer {
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
      // Without a blank line between, Markdown takes an answer for part of the quotation.
      if (fate !== before) own.push("");
      own.push(fate === "quote" ? text.replace(/^ +(?=>)/, "") : text);
      before = fate;
    }
  }
  return { own: together(own), quoted: together(quoted) };
}

/** Lines with at most one blank line between. */
function together(lines: readonly string[]): string {
  const kept = lines.filter((line, at) => line.trim() !== "" || lines[at - 1]?.trim() !== "");
  return kept.join("\n").trim();
}
