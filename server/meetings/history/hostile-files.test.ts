import { Parser } from "commonmark";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { forgetEnv } from "@/server/platform/env";
import { reading } from "@/server/testing/fixtures/readings";
import { size } from "@/server/testing/tier";
import { markdownOf } from "./files";

beforeAll(() => {
  process.env.DATABASE_URL = "postgres://nobody@localhost/none";
  process.env.AUTH_SECRET = "a-secret-that-only-tests-know-0123456789";
  process.env.SITE_URL = "https://read.example.org";
  forgetEnv();
});

/** Characters and words with a meaning in one of the formats. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...["{", "}", "\\", '"', "@article{x,", "}\n@comment", ", url = {", "%", "<", ">", "](", "`"],
      ...[
        "<script>alert(1)</script>",
        "&lt;",
        "$",
        "a",
        " ",
        "\n",
        "\r\n",
        "\\}",
        "#",
        "- ",
        "1. ",
      ],
      ...["=", "]]>", "<!--", "~~~", "```", "é", "深", "\u2028", "http://x.org/<b>", "_", "*"],
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(""));
const hostileReading = fc
  .record({ title: hostile, author: hostile, path: hostile, name: hostile, doi: fc.boolean() })
  .map(({ title, author, path, name, doi }) =>
    reading(
      {
        title,
        authors: [author],
        doi: doi ? `10.1/${path.replace(/\s/g, "")}` : null,
        url: `https://example.org/?${path}`,
      },
      { presenter: { handle: "ada", name }, notes: title },
    ),
  );
const MANY = { numRuns: size(200, 2000) };

/** The address of the only link that another Markdown parser finds, and the HTML it finds. */
function readMarkdown(text: string) {
  const walker = new Parser().parse(text).walker();
  const links: (string | null)[] = [];
  const html: (string | null)[] = [];
  const headings: number[] = [];
  for (let event = walker.next(); event; event = walker.next()) {
    const { entering, node } = event;
    if (!entering) continue;
    if (node.type === "link") links.push(node.destination);
    if (node.type === "heading" && node.parent?.type === "document") headings.push(node.level);
    if (node.type === "html_block" || node.type === "html_inline") html.push(node.literal);
  }
  return { links, html, headings };
}

it("lets no HTML and no other link into Markdown, for a parser that allows both", () => {
  fc.assert(
    fc.property(hostileReading, hostile, (odd, name) => {
      const { links, html, headings } = readMarkdown(markdownOf(name, [{ ...odd, notes: "" }]));
      expect(html).toEqual([]);
      expect(headings).toEqual([1, 2]);
      expect(links).toHaveLength(1);
      expect(links[0]).toMatch(/^https:\/\/(doi|example)\.org\//);
      const notes = readMarkdown(markdownOf(name, [odd]));
      expect(notes.html).toEqual([]);
      expect(notes.headings).toEqual([1, 2]);
    }),
    MANY,
  );
});

it("gives another parser the original address", () => {
  const url = "https://example.org/a?b=1&copy=2&lt;=<script>&x=\\y z";
  const paper = { doi: null, url };
  const meant = "https://example.org/a?b=1&copy=2&lt;=%3Cscript%3E&x=%5Cy%20z";
  expect(readMarkdown(markdownOf("G", [reading(paper)])).links).toEqual([meant]);
});
