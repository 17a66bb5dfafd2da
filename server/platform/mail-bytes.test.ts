import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, it } from "vitest";
import { bytesOf } from "./mail-bytes";
import { quotedPrintable } from "./quoted-printable";

it("is read as it was written, whatever it says, in lines that every mail server passes on", async () => {
  const anything = fc.string({ unit: "grapheme", maxLength: 400 });
  const awkward = fc.constantFrom(
    "=",
    "==C3",
    "·",
    " ",
    "\t",
    "\n",
    "\n.\n",
    " \n",
    "—",
    "𝒪",
    "x".repeat(75),
  );
  const body = fc
    .array(fc.oneof(anything, awkward), { maxLength: 12 })
    .map((parts) => parts.join("").replace(/[\r\0]/g, ""));
  await fc.assert(
    fc.asyncProperty(body, body, async (html, text) => {
      const from = "Colloquy <c@x.example>";
      const { raw, envelope } = bytesOf({ from, to: "r@x.example", subject: "Ωmega", html, text });
      expect(envelope).toEqual({ from: "c@x.example", to: ["r@x.example"] });
      for (const line of raw.split("\r\n")) expect(line).toMatch(/^[\t\x20-\x7e]{0,76}$/);
      const read = await PostalMime.parse(raw);
      expect(read.subject).toBe("Ωmega");
      expect(read.html?.trimEnd()).toBe(html.trimEnd());
      expect(read.text?.trimEnd()).toBe(text.trimEnd());
    }),
    { numRuns: 200 },
  );
});

it("keeps blanks at the end of a line, and breaks within no sign", () => {
  expect(quotedPrintable("a \nb\t")).toBe("a=20\r\nb=09");
  expect(quotedPrintable(`${"x".repeat(74)}é${"y".repeat(3)}`)).toBe(
    `${"x".repeat(74)}=\r\n=C3=A9yyy`,
  );
});
