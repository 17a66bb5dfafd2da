import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, it, vi } from "vitest";
import { size } from "@/server/testing/tier";
import { composeMail } from "../bytes";
import { Pieces } from "./pieces";
import * as encoder from "./quoted-printable";

vi.mock("./quoted-printable", { spy: true });

const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 120 }),
      fc.constantFrom("=", "\n", "\r\n", " ", "\t", ".", "é", "x".repeat(76), "\n.\n"),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join("").replace(/\0|\r(?!\n)/g, ""));

/** Pieces of pieces, shared and not. */
const { pieces } = fc.letrec<{ pieces: Pieces; piece: string | Pieces }>((tie) => ({
  piece: fc.oneof({ maxDepth: 3 }, text, tie("pieces")),
  pieces: fc
    .tuple(fc.array(tie("piece"), { maxLength: 5 }), fc.boolean())
    .map(([inside, isShared]) => new Pieces(inside, isShared)),
}));

it("is read as the whole text, in lines that every mail server passes on", async () => {
  const linesOf = (read = "") => read.replaceAll("\r\n", "\n").trimEnd();
  await fc.assert(
    fc.asyncProperty(pieces, pieces, async (html, plain) => {
      const mail = { from: "c@x.example", to: "r@x.example", subject: "x" };
      const { raw } = composeMail({ ...mail, html, text: plain });
      for (const line of raw.split("\r\n")) expect(line).toMatch(/^[\t\x20-\x7e]{0,76}$/);
      const read = await PostalMime.parse(raw);
      expect(linesOf(read.html)).toBe(linesOf(html.whole));
      expect(linesOf(read.text)).toBe(linesOf(plain.whole));
    }),
    { numRuns: size(100, 1000) },
  );
});

it("encodes a shared piece once", () => {
  const encode = vi.spyOn(encoder, "quotedPrintable");
  const shared = new Pieces(["Größe"], true);
  const [one, other] = [new Pieces(["a", shared]), new Pieces([shared, "b"])];
  expect(one.quoted).toBe("a=\r\nGr=C3=B6=C3=9Fe");
  expect(other.quoted).toBe("Gr=C3=B6=C3=9Fe=\r\nb");
  expect(encode.mock.calls.flat().filter((text) => text === "Größe")).toHaveLength(1);
});
