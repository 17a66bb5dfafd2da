// Writes tables as CSV that no spreadsheet computes.
import Papa from "papaparse";

/** Characters that start a formula in a spreadsheet, including fullwidth ones of East Asian keyboards. */
const FORMULA = "=+\\-@＝＋－＠";
const AT_START = new RegExp(`^'*(?:[\\s"]*[${FORMULA}]|[\\t\\r])`);
/** Blanks, quotation marks and separators before such a character. Each run is read once, however long. */
const BEFORE = new RegExp(`(?<![\\s";])[\\s";]+(?='*[${FORMULA}])`, "g");

/** The same with the sign that was put there. A cell that had such a sign has one more. */
const GUARDED = new RegExp(`(?<![\\s";])[\\s";]+'(?='*[${FORMULA}])`, "g");

/** Makes a cell harmless even if a program splits it: at `;` (Excel in German), at a tab, or at a line end. */
function makeHarmless(cell: string): string {
  return cell.replace(BEFORE, (run) => (/[;\t\r\n]/.test(run) ? `${run}'` : run));
}

/**
 * Writes rows as a table with the names of the first row's fields. Cells that a spreadsheet would compute are made harmless.
 * @param head whether it begins with these names; a further part of a file does not
 */
export function writeTable(
  rows: readonly Readonly<Record<string, string | number>>[],
  head = true,
): string {
  const cells = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [name, makeHarmless(String(cell))]),
    ),
  );
  const how = { escapeFormulae: AT_START, quotes: true, newline: "\r\n", header: head };
  const table = Papa.unparse(cells, how);
  // Papa does not end a file with a line end, so the next part starts with one.
  return head || table === "" ? table : `\r\n${table}`;
}

/** Takes away what keeps a spreadsheet from computing the cell of a table of ours. */
export function withoutGuards(cell: string): string {
  const start = AT_START.test(cell) && cell.startsWith("'") ? cell.slice(1) : cell;
  return start.replace(GUARDED, (run) => (/[;\t\r\n]/.test(run) ? run.slice(0, -1) : run));
}
