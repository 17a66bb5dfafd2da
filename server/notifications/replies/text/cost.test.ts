import { Parser } from "htmlparser2";
import { expect, it, vi } from "vitest";
import { mailOf, splitEmail } from "@/server/testing/fixtures/reply-emails";
import { linesOfHtml } from "./html";

const original = Parser.prototype.write;
const FULL = 900_000;
const filled = (piece: string) => piece.repeat(Math.ceil(FULL / piece.length));
const attributes = Array.from({ length: 60_000 }, (_, at) => `a${at}=1`).join(" ");

/** HTML of whole emails that made readers slow. */
const HTML: [string, string][] = [
  ["60,000 <div>", filled("<div>")],
  ["as many <b>", filled("<b>")],
  ["quotations in each other", filled("<blockquote>")],
  ["lists in each other", filled("<ul><li>")],
  ["tables in each other", filled("<table><tr><td>x")],
  ["a million hard spaces", filled("&nbsp;")],
  ["attributes", `<p ${attributes}>x`],
  ["comments that do not end", filled("<!--")],
  ["tags that do not end", filled("<a ")],
  ["ends of nothing", filled("</p></i>")],
  ["breaks", filled("<br>x")],
  ["a style", `<p style="${filled("display:")}">x`],
  ["containers of quotations", filled("<div class=gmail_quote>")],
];

it.each(HTML)("gives the parser only a small part of an email of %s", (_, html) => {
  const write = vi.spyOn(Parser.prototype, "write");
  const lines = linesOfHtml(html, 30_000);
  const handed = write.mock.calls.reduce((sum, [text]) => sum + text.length, 0);
  write.mockRestore();
  expect(handed).toBeLessThanOrEqual(200_000);
  expect(lines.length).toBeLessThanOrEqual(8000);
});

it("never has more open elements than the parser can handle quickly", () => {
  let deepest = 0;
  const write = vi.spyOn(Parser.prototype, "write").mockImplementation(function (
    this: Parser,
    text: string,
  ) {
    original.call(this, text);
    deepest = Math.max(deepest, (this as unknown as { stack: unknown[] }).stack.length);
  });
  linesOfHtml(`${"<b>".repeat(60_000)}words`, 30_000);
  write.mockRestore();
  expect(deepest).toBeGreaterThan(300);
  expect(deepest).toBeLessThan(3000);
});

it("still reads deeply nested words", () => {
  expect(linesOfHtml(`${"<div>".repeat(5000)}words`, 30_000)).toEqual([{ text: "words" }]);
});

it.each<[string, string]>([
  ["blank lines", "\n".repeat(FULL)],
  ["short lines", filled("a\n")],
  ["quotations", filled("> a\n")],
  ["sentences that might lead in", filled("On 1.1.2026 10:00 a@b.cc wrote:\nx\n")],
  ["names and values", filled("A: b\n")],
  ["addresses", filled("a@b.cc,")],
  ["rules", filled("____ ____\n")],
  ["fences", filled("```\n")],
  ["dashes", filled("-- \n")],
  ["brackets", filled("[")],
  ["a line of dashes", `${"-".repeat(25_000)}x\ny`],
  ["a line of one word", `A: ${"a".repeat(25_000)}\nB: c\nC: d`],
  ["a line of one word above an address", `${"a".repeat(25_000)}\nreply-1@reply.example.org:`],
  ["a line of signs of quotation", `${"> ".repeat(12_000)}>>`],
])("keeps no more text than a long comment has from an email of %s", (_, text) => {
  const { own, quoted } = splitEmail(mailOf("text/plain", text));
  expect(own.length + quoted.length).toBeLessThanOrEqual(30_000 + 2000);
});
