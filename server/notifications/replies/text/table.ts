/** A table that is being read from HTML: its cells as Markdown, row by row. */
export interface Table {
  from: number;
  rows: string[][];
  /** Lines of output that its cells have made. */
  lines: number;
  /** Whether it is only for layout. */
  layout: boolean;
}

/** Writes a table in Markdown; null if it is only for layout. */
export function linesOfTable({ rows, layout }: Pick<Table, "rows" | "layout">): string[] | null {
  const filled = rows.filter((cells) => cells.some((cell) => cell !== ""));
  const [head, ...others] = filled;
  if (layout || !head || head.length < 2 || others.length === 0) return null;
  if (others.some(({ length }) => length !== head.length)) return null;
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...others.map(line)];
}
