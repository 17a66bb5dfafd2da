import { expect, it } from "vitest";
import { shownMarkup } from "@/server/testing/hostile/shown-markup";
import { renderMarkdown } from "../markdown";

const shown = (source: string) => shownMarkup(renderMarkdown(source).html);
const link = (address: string) => `<a href="${address}">${address}</a>`;

it.each([
  ["First point.\n---\nSecond point.", "<p>First point.</p>\n<hr />\n<p>Second point.</p>"],
  ["One\ntwo\n---\nthree", "<p>One\ntwo</p>\n<hr />\n<p>three</p>"],
  ["> First.\n> ---", "<blockquote>\n<p>First.</p>\n<hr />\n</blockquote>"],
  ["x = a\n-\nb", "<p>x = a\n-\nb</p>"],
  ["a = b\n=\nc", "<p>a = b\n=\nc</p>"],
  ["So, a, b:\n===", "<p>So, a, b:\n===</p>"],
  ["Summary\n-------\nok", "<h4>Summary</h4>\n<p>ok</p>"],
  ["text\n===", "<h3>text</h3>"],
])("makes no heading of a sentence above dashes: %j", (source, html) => {
  expect(shown(source)).toBe(html);
});

it.each([
  [
    "[1]: https://a.b/c\n[2]: https://a.b/d",
    `<p>[1]: ${link("https://a.b/c")}\n[2]: ${link("https://a.b/d")}</p>`,
  ],
  ["> [1]: https://a.b/c", `<blockquote>\n<p>[1]: ${link("https://a.b/c")}</p>\n</blockquote>`],
  ["[x]: https://a.b/c 'no use'", `<p>[x]: ${link("https://a.b/c")} 'no use'</p>`],
  [
    "As in [1]: it holds.\n\n[1]: https://a.b/c",
    '<p>As in <a href="https://a.b/c">1</a>: it holds.</p>',
  ],
  ["[A  b]\n\n[a b]: https://a.b/c", '<p><a href="https://a.b/c">A  b</a></p>'],
  [
    "[a]: https://a.b/c\n[b]: https://a.b/d\n\n[b] only",
    `<p>[a]: ${link("https://a.b/c")}\n[b]: ${link("https://a.b/d")}</p>\n<p>[b] only</p>`,
  ],
])("keeps addresses that nothing refers to: %j", (source, html) => {
  expect(shown(source)).toBe(html);
});

it.each([
  ["2*3*4*5 and 3*x*y", "<p>2*3*4*5 and 3*x*y</p>"],
  ["2**3**4", "<p>2**3**4</p>"],
  ["p<0.01* and q<0.05*", "<p>p&lt;0.01* and q&lt;0.05*</p>"],
  ["*2*3 and a*b*c", "<p><em>2</em>3 and a<em>b</em>c</p>"],
  ["**1**st", "<p><strong>1</strong>st</p>"],
])("reads the stars in %j as intended", (source, html) => {
  expect(shown(source)).toBe(html);
});

it.each([
  [
    "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}",
    "<div>⟦⟦\\begin{align}\na &amp;= b \\\\\nc &amp;= d\n\\end{align}⟧⟧</div>",
  ],
  [
    "so\n\\begin{equation*}\n- |x|\n\\end{equation*}\nholds",
    "<p>so\n⟦⟦\\begin{equation*}\n- |x|\n\\end{equation*}⟧⟧\nholds</p>",
  ],
  [
    "- \\begin{gather}\n  a\n  \\end{gather}",
    "<ul>\n<li>\n<div>⟦⟦\\begin{gather}\na\n\\end{gather}⟧⟧</div>\n</li>\n</ul>",
  ],
  [
    "\\begin{multline}\na\\\\b\n\\end{multline}",
    "<div><fault>\\begin{multline}\na\\\\b\n\\end{multline}</fault></div>",
  ],
  [
    "`\\begin{align}x\\end{align}` \\\\begin{align}",
    "<p><code>\\begin{align}x\\end{align}</code> \\begin{align}</p>",
  ],
  ["\\begin{itemize} and \\begin{align}", "<p>\\begin{itemize} and \\begin{align}</p>"],
  ["- \\[x\\] done\n- \\[ \\] todo", "<ul>\n<li>[x] done</li>\n<li>[ ] todo</li>\n</ul>"],
  ["teh \\[sic\\] \\[...\\] list\\[i\\] x\\[^1\\]", "<p>teh [sic] [...] list[i] x[^1]</p>"],
  ["\\[x\\] and \\[E = mc^2\\]", "<p>[x] and ⟦⟦E = mc^2⟧⟧</p>"],
  ["- \\[x\\]", "<ul>\n<li>\n<div>⟦⟦x⟧⟧</div>\n</li>\n</ul>"],
])("tells mathematics from escaped brackets: %j", (source, html) => {
  expect(shown(source)).toBe(html);
});

// Taken from reports about other editors; these were right before.
it.each([
  ["We pay $3/h, they pay $4/h.", "<p>We pay $3/h, they pay $4/h.</p>"],
  ["R$ 5,00 e R$ 6,00; A$5, HK$7", "<p>R$ 5,00 e R$ 6,00; A$5, HK$7</p>"],
  ["between $100 and $200, i.e. $x+y$", "<p>between $100 and $200, i.e. ⟦x+y⟧</p>"],
  ["price: $5; cost: $3; n = $2$", "<p>price: $5; cost: $3; n = ⟦2⟧</p>"],
  ["Cost = $10 * n, price = $20 * n", "<p>Cost = $10 * n, price = $20 * n</p>"],
  ["awk '{print $1, $2}' and $argv[1]", "<p>awk '{print $1, $2}' and $argv[1]</p>"],
  ["Let $f: X \\to Y$, $\\{x \\mid x>0\\}$.", "<p>Let ⟦f: X \\to Y⟧, ⟦\\{x \\mid x&gt;0\\}⟧.</p>"],
  ["$x$,$y$ and $x$;$y$ and $a<b$", "<p>⟦x⟧,⟦y⟧ and ⟦x⟧;⟦y⟧ and ⟦a&lt;b⟧</p>"],
  ["한글$x$은 **Python（パイソン）**は", "<p>한글⟦x⟧은 <strong>Python（パイソン）</strong>は</p>"],
  ["a\n2. b", "<p>a\n2. b</p>"],
  ["x <- 3, <3, List<String>", "<p>x &lt;- 3, &lt;3, List&lt;String&gt;</p>"],
  ["C:\\Users\\ada and C# and #1", "<p>C:\\Users\\ada and C# and #1</p>"],
])("shows %j as intended", (source, html) => {
  expect(shown(source)).toBe(html);
});
