import { expect, it } from "vitest";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { mailHtml } from "./html";

const mailed = (source: string) =>
  mailHtml(renderMarkdown(source).html, "https://colloquy.example");

it("shows tasks, footnotes and formulas without form fields, drawings or the site's classes", () => {
  expect(mailed("- [x] a\n- [ ] b")).toBe("<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>\n");
  expect(mailed("a[^1]\n\n[^1]: see [b](/papers/b)")).toBe(
    "<p>a<sup>[1]</sup></p>\n<ol>\n" +
      '<li><p>see <a href="https://colloquy.example/papers/b">b</a></p>\n</li>\n</ol>\n',
  );
  expect(mailed("so \\(a_1\\), $$b$$ and\n\n\\[c\\]")).toBe(
    "<p>so <code>a_1</code>, <code>b</code> and</p>\n<div><code>c</code></div>\n",
  );
});
