import fc from "fast-check";
import { expect, it } from "vitest";
import { CODE_LENGTH, CODE_SIGNS, codeInWords, readCode } from "./rules";

const code = fc
  .array(fc.constantFrom(...CODE_SIGNS), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
  .map((signs) => signs.join(""));

it("is read as it is written, and with small letters and blanks", () => {
  fc.assert(
    fc.property(code, (one) => {
      for (const typed of [one, codeInWords(one), one.toLowerCase(), ` ${codeInWords(one)}\n`]) {
        expect(readCode(typed)).toBe(one);
      }
    }),
  );
});

it.each([
  "",
  "ABCD-EFG",
  "ABCD-EFGHJ",
  "ABCD-EFG0",
  "ABCD-EFGI",
  "ÀBCD-EFGH",
  "ABCD–EFGH".slice(1),
])("is not read from %j", (typed) => {
  expect(readCode(typed)).toBeNull();
});

it("has no two signs that look alike", () => {
  for (const sign of "01IOL") expect(CODE_SIGNS).not.toContain(sign);
  expect(new Set(CODE_SIGNS).size).toBe(31);
});
