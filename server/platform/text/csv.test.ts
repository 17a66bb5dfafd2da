import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { withoutGuards, writeTable } from "./csv";

it("gives back every cell of a table, with what keeps spreadsheets from computing taken away", () => {
  const piece = fc.constantFrom(
    "=1",
    "+",
    "-",
    "@",
    "＝",
    "'",
    "''",
    '"',
    " ",
    ";",
    "\t",
    "\n",
    "a",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const cell = pieces.join("");
      const [row] = parse(writeTable([{ cell, other: "x" }]), { columns: true }) as {
        cell: string;
      }[];
      expect(withoutGuards(row?.cell ?? "")).toBe(cell);
    }),
    { numRuns: size(500, 20_000) },
  );
});
