/** A table of HTML as it is read: its cells as Markdown, row by row. */
export interface Table {
  from: number;
  rows: string[][];
  /** Lines that its cells have written. */
  lines: number;
  /** Whether it only puts things beside each other. */
  layout: boolean;
}

/** A table in Markdown; null where it only puts things beside each other. */
export function linesOfTable({ rows, layout }: Pick<Table, "rows" | "layout">): string[] | null {
  const filled = rows.filter((cells) => cells.some((cell) => cell !== ""));
  const [head, ...others] = filled;
  if (layout || !head || head.length < 2 || others.length === 0) return null;
  if (others.some(({ length }) => length !== head.length)) return null;
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...others.map(line)];
}
