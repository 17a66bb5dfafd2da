import { HtmlRenderer, Parser } from "commonmark";
import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { plainLine, prefixLines, withoutHtml } from "./markdown-out";

/** Renders a text as a program does that allows HTML. */
const shown = (markdown: string) => new HtmlRenderer().render(new Parser().parse(markdown));
/** The visible text of that rendering. */
const read = (markdown: string) =>
  shown(markdown)
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|amp|quot);/g, (_, name: "lt" | "gt" | "amp" | "quot") => SIGNS[name])
    .trim();
const SIGNS = { lt: "<", gt: ">", amp: "&", quot: '"' };

function htmlIn(markdown: string): string[] {
  const walker = new Parser().parse(markdown).walker();
  const found: string[] = [];
  for (let event = walker.next(); event; event = walker.next())
    if (event.node.type.startsWith("html_")) found.push(event.node.literal ?? "");
  return found;
}

it.each([
  "<script>alert(1)</script>",
  'before <img src=x title="<" onerror=alert(1)> after',
  "- <div>in a list",
  "> <!-- a remark -->",
  "1. <?php",
  "a <a\nhref='x'>over two lines</a>",
  "<![CDATA[x]]> and <!DOCTYPE html>",
  "`unclosed <b>bold</b>",
  "</div>",
])("shows the HTML in %j as text", (markdown) => {
  expect(htmlIn(markdown).length).toBeGreaterThan(0);
  expect(htmlIn(withoutHtml(markdown))).toEqual([]);
});

it.each([
  "`<b>` and ``a ` <i>``",
  "```html\n<p>\n```",
  "    <p>indented",
  "$a<b$ and 1 < 2 > 0",
  "<https://example.org/?a=b> <ada@example.org>",
  "\\<b> is escaped already",
  "- a\n\n  ```\n  <p>\n  ```",
])("leaves %j as it is", (markdown) => {
  expect(withoutHtml(markdown)).toBe(markdown);
});

const pieces = fc
  .array(
    fc.constantFrom(
      ...[
        "<",
        ">",
        "<b>",
        "</b>",
        "<script>",
        "<!--",
        "-->",
        "`",
        "``",
        "```",
        "\n",
        "\n\n",
        "    ",
      ],
      ...[
        "> ",
        "- ",
        "1. ",
        "a",
        " ",
        "\\",
        "~~~",
        '"',
        "'",
        "<a ",
        "/>",
        "=",
        "<https://x.org>",
        "&lt;",
      ],
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(""));

it("leaves no HTML in any text, alone or in a quote", () => {
  fc.assert(
    fc.property(pieces, (markdown) => {
      expect(htmlIn(withoutHtml(markdown))).toEqual([]);
      expect(htmlIn(`# A\n\n${prefixLines(withoutHtml(markdown))}\n`)).toEqual([]);
    }),
    { numRuns: size(1000, 20_000) },
  );
});

it("writes a line that every program shows literally", () => {
  fc.assert(
    fc.property(pieces, (text) => {
      const line = text.replace(/\s+/g, " ").trim();
      expect(read(plainLine(text))).toBe(line);
      expect(read(`## ${plainLine(text)}`)).toBe(line);
    }),
    { numRuns: size(500, 5000) },
  );
});

// If the work grew with the square of these lengths, the test would time out.
it.each([
  ["tags that nothing closes", "<a ".repeat(100_000)],
  ["tags that only the last sign closes", `${"<a ".repeat(100_000)}>`],
  ["tags with quotation marks", `${'<a "'.repeat(100_001)}>`],
  ["signs of quotations", `a${"- > ".repeat(100_000)}`],
])("reads each character once: %s", (_, markdown) => {
  expect(withoutHtml(markdown).length).toBeGreaterThanOrEqual(markdown.length);
});
