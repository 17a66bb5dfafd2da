// Writes a thread as Markdown.
import {
  addressInMarkdown,
  plainLine,
  prefixLines,
  withoutHtml,
} from "@/server/platform/text/markdown-out";
import type { Label, QuoteInput } from "../schema";

/** Markdown has six levels of headings; below, "in reply to 7" says where a comment belongs. */
const DEEPEST = 6;

const LABELS: Record<Label, string> = {
  question: "Question",
  summary: "Summary",
  critique: "Critique",
  code: "Link to code",
  typo: "Typo",
};

interface Head {
  title: string;
  group: string | null;
  meeting: boolean;
  address: string;
  at: Date;
}

interface Written {
  number: number;
  body: string;
  label: Label | null;
  spoiler: string | null;
  createdAt: Date;
  editedAt: Date | null;
  answeredAt: Date | null;
  pinnedAt: Date | null;
  deletedAt: Date | null;
  hiddenAt: Date | null;
  author: { handle: string; name: string };
  quote: Pick<QuoteInput, "source" | "exact" | "place"> | null;
}

function formatUtc(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Writes the head of an exported thread: title, address, date. */
export function writeHead({ title, group, meeting, address, at }: Head): string {
  const about = meeting ? "Discussion of the meeting" : "Discussion";
  const where = group === null ? about : `${about} in ${plainLine(group)}`;
  return `# ${plainLine(title)}\n\n${where}: <${addressInMarkdown(address)}>\n\nAs of ${formatUtc(at)}.\n`;
}

/**
 * Writes a comment: a heading with number, author and time, then label, quotation, and the text in a box.
 * Deleted and hidden comments get one line.
 */
export function writeComment(
  comment: Written,
  { depth, to }: { depth: number; to: number | null },
): string {
  const heading = "#".repeat(Math.min(depth + 2, DEEPEST));
  const { number, author, createdAt } = comment;
  if (comment.deletedAt) return `\n${heading} ${number}.\n\n*This comment was deleted.*\n`;
  if (comment.hiddenAt) return `\n${heading} ${number}.\n\n*This comment is hidden.*\n`;
  const title = `${number}. ${plainLine(author.name)} (@${author.handle})`;
  const parts = [`${heading} ${title}, ${formatUtc(createdAt)}`];
  const about = describeComment(comment, to);
  if (about) parts.push(`*${about}*`);
  if (comment.quote) parts.push(writeQuote(comment.quote));
  parts.push(prefixLines(withoutHtml(comment.body)));
  return `\n${parts.join("\n\n")}\n`;
}

function describeComment(comment: Written, to: number | null): string {
  const { label, answeredAt, spoiler, pinnedAt, editedAt } = comment;
  const kind = label && (answeredAt ? `${LABELS[label]}, answered` : LABELS[label]);
  const gives = spoiler === null ? null : `Spoiler${spoiler ? `: ${plainLine(spoiler)}` : ""}`;
  return [
    to === null ? null : `in reply to ${to}`,
    kind,
    gives,
    pinnedAt ? "Key point" : null,
    editedAt ? `edited ${formatUtc(editedAt)}` : null,
  ]
    .filter(Boolean)
    .join("; ");
}

function writeQuote({ source, exact, place }: NonNullable<Written["quote"]>): string {
  const from = source === "paper" ? "the paper" : `the ${source}`;
  const where = place ? ` (${plainLine(place)})` : "";
  const words = exact.split("\n").map(plainLine).join("\n");
  return `On ${from}${where}:\n\n${prefixLines(words, "> > ")}`;
}
