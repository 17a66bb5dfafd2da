import { expect, it } from "vitest";
import { renderMarkdown } from "./markdown";

it("renders prose, code, tables and mathematics", () => {
  expect(renderMarkdown("*yes* and `x < y`")).toBe(
    "<p><em>yes</em> and <code>x &lt; y</code></p>\n",
  );
  expect(renderMarkdown("|a|\n|-|\n|b|")).toContain("<td>b</td>");
  const html = renderMarkdown("so $\\frac{a}{b} = \\sqrt{x^2}$");
  expect(html).toContain("<mfrac>");
  expect(html).toContain('class="katex-html"');
  expect(html).toContain("height:");
});

it.each([
  ["a script", "<script>alert(1)</script>"],
  ["a handler", '<img src=x onerror="alert(1)">'],
  ["an svg", "<svg onload=alert(1)><a href=javascript:alert(1)>x</a></svg>"],
  ["a script link", "[x](javascript:alert(1))"],
  ["a hidden script link", "[x](java&#115;cript:alert(1))"],
  ["a data link", "[x](data:text/html,<script>alert(1)</script>)"],
  ["a style", "<style>*{display:none}</style>"],
  ["a link in a formula", "$\\href{javascript:alert(1)}{x}$"],
  ["data in a formula", "$\\htmlData{onclick=alert(1)}{x}$ $\\htmlStyle{position:fixed}{x}$"],
  ["an image in a formula", "$\\includegraphics{https://evil.example/x.png}$"],
])("leaves nothing of %s to run", (_, source) => {
  const html = renderMarkdown(source);
  expect(html).not.toMatch(/<(?:script|style|img|iframe|object)/i);
  expect(html).not.toMatch(/<[^>]*\s(?:on\w+|src)=/i);
  expect(html).not.toMatch(/<[^>]*(?:javascript|data):/i);
  expect(html).not.toMatch(/<[^>]*position:\s*fixed/i);
});

it("turns an image into a link, so that reading tells nobody", () => {
  expect(renderMarkdown("![plot](https://example.org/x.png)")).toBe(
    '<p><a href="https://example.org/x.png" rel="nofollow ugc noopener noreferrer">plot</a></p>\n',
  );
});

it("bounds what a hostile text costs", () => {
  const began = performance.now();
  renderMarkdown("*".repeat(10_000));
  renderMarkdown("[".repeat(10_000));
  renderMarkdown("> ".repeat(5000));
  renderMarkdown("$\\def\\a{\\a\\a}\\a$ $\\rule{9999em}{9999em}$");
  expect(performance.now() - began).toBeLessThan(2000);
  expect(() => renderMarkdown("$x$ ".repeat(300))).toThrow("At most 100 formulas");
});
