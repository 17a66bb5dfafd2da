import { expect, it } from "vitest";
import { shownMarkup } from "@/server/testing/hostile/shown-markup";
import { renderMarkdown } from "../markdown";

const shown = (source: string) => shownMarkup(renderMarkdown(source).html);

it.each([
  [
    "so \\(a_1 * b_2 * c_3\\) holds, and\n\n\\[\nx_1 = 1\n\\]",
    "<p>so ⟦a_1 * b_2 * c_3⟧ holds, and</p>\n<div>⟦⟦\nx_1 = 1\n⟧⟧</div>",
  ],
  ["$$r_{max}$$ is unknown here", "<p>⟦⟦r_{max}⟧⟧ is unknown here</p>"],
  ["we know $$r$$, and $$s$$.", "<p>we know ⟦⟦r⟧⟧, and ⟦⟦s⟧⟧.</p>"],
  ["text\n$$\nx\n$$\nmore", "<p>text\n⟦⟦\nx\n⟧⟧\nmore</p>"],
  ["$$x$$", "<div>⟦⟦x⟧⟧</div>"],
  ["$$a$$\n$$b$$", "<div>⟦⟦a⟧⟧</div>\n<div>⟦⟦b⟧⟧</div>"],
  ["$$\na\n\nb\n$$", "<div>⟦⟦\na\nb\n⟧⟧</div>"],
  [
    "$$\n\\begin{aligned}\na &= b \\\\\n  &= c\n\\end{aligned}\n$$",
    "<div>⟦⟦\n\\begin{aligned}\na &amp;= b \\\\\n  &amp;= c\n\\end{aligned}\n⟧⟧</div>",
  ],
  ["so we have $$\nx\n- 1\n= y\n$$ and go on", "<p>so we have ⟦⟦\nx\n- 1\n= y\n⟧⟧ and go on</p>"],
  ["$x_1\n- x_2$", "<p>⟦x_1\n- x_2⟧</p>"],
  ["\\(x\n+ y\\)", "<p>⟦x\n+ y⟧</p>"],
  ["so \\(a\n+ b\\) and $x_1\n+ x_2$", "<p>so ⟦a\n+ b⟧ and ⟦x_1\n+ x_2⟧</p>"],
  [
    "- $$x$$\n- \\[ y \\]",
    "<ul>\n<li>\n<div>⟦⟦x⟧⟧</div>\n</li>\n<li>\n<div>⟦⟦ y ⟧⟧</div>\n</li>\n</ul>",
  ],
  [
    "- a\n\n  $$\n  x\n  $$\n\n- b",
    "<ul>\n<li>\n<p>a</p>\n<div>⟦⟦\nx\n⟧⟧</div>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>",
  ],
  [
    "1. $$\n   a\n   - b\n   $$\n2. z",
    "<ol>\n<li>\n<div>⟦⟦\na\n- b\n⟧⟧</div>\n</li>\n<li>z</li>\n</ol>",
  ],
  [
    "> quote $$\n> x\n> - 1\n> $$\n> end",
    "<blockquote>\n<p>quote ⟦⟦\nx\n- 1\n⟧⟧\nend</p>\n</blockquote>",
  ],
  ["> $$\n> a\n>\n> > b\n> $$", "<blockquote>\n<div>⟦⟦\na\n&gt; b\n⟧⟧</div>\n</blockquote>"],
  ["# Title $x$ and \\(y\\)", "<h3>Title ⟦x⟧ and ⟦y⟧</h3>"],
  [
    "| a | b |\n|-|-|\n| $|x|$ | $P(A|B)$ |",
    "<div><table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>⟦|x|⟧</td>\n<td>⟦P(A|B)⟧</td>\n</tr>\n</tbody>\n</table></div>",
  ],
  [
    "| a |\n|-|\n| $a \\| b$ |",
    "<div><table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>⟦a | b⟧</td>\n</tr>\n</tbody>\n</table></div>",
  ],
  [
    "| `$a` | b$ |\n|-|-|",
    "<div><table>\n<thead>\n<tr>\n<th><code>$a</code></th>\n<th>b$</th>\n</tr>\n</thead>\n</table></div>",
  ],
  [
    "**so $x$** and *\\(y\\)* and ~~$z$~~",
    "<p><strong>so ⟦x⟧</strong> and <em>⟦y⟧</em> and <s>⟦z⟧</s></p>",
  ],
  ["**$x$**th and a**\\(y\\)**", "<p><strong>⟦x⟧</strong>th and a<strong>⟦y⟧</strong></p>"],
  ["_$x$_ and __$y$__", "<p><em>⟦x⟧</em> and <strong>⟦y⟧</strong></p>"],
  ["2*$x$*3", "<p>2*⟦x⟧*3</p>"],
  ["[a $x$ b](https://a.b/c)", '<p><a href="https://a.b/c">a ⟦x⟧ b</a></p>'],
  ["[$x]$](https://a.b)", '<p><a href="https://a.b">⟦x]⟧</a></p>'],
  [
    "$x$-axis, ($x$), $x$, $x_1$; “$x$” “\\(x\\)” $x$: $x$? $x$!",
    "<p>⟦x⟧-axis, (⟦x⟧), ⟦x⟧, ⟦x_1⟧; “⟦x⟧” “⟦x⟧” ⟦x⟧: ⟦x⟧? ⟦x⟧!</p>",
  ],
  [
    "$\\alpha$s, the $n$th, $k$-NN, $k$NN, $x$'s",
    "<p>⟦\\alpha⟧s, the ⟦n⟧th, ⟦k⟧-NN, ⟦k⟧NN, ⟦x⟧'s</p>",
  ],
  [
    "CO$_2$, H$_2$O, 5$\\mu$m, 10$^{-3}$, 3$\\times$3, $\\sim$10, f(x)$^2$",
    "<p>CO⟦_2⟧, H⟦_2⟧O, 5⟦\\mu⟧m, 10⟦^{-3}⟧, 3⟦\\times⟧3, ⟦\\sim⟧10, f(x)⟦^2⟧</p>",
  ],
  [
    "設$x$は実数、「$y$」と$z$。これは\\(x\\)です",
    "<p>設⟦x⟧は実数、「⟦y⟧」と⟦z⟧。これは⟦x⟧です</p>",
  ],
  ["$α$-divergence", "<p>⟦α⟧-divergence</p>"],
  ["$x$$y$ \\(x\\)\\(y\\)", "<p>⟦x⟧⟦y⟧ ⟦x⟧⟦y⟧</p>"],
  ["$x$/$y$, $a$—$b$, $f$(x)", "<p>⟦x⟧/⟦y⟧, ⟦a⟧—⟦b⟧, ⟦f⟧(x)</p>"],
  ["$[0,1)$, $(0,1]$, $]0,1[$", "<p>⟦[0,1)⟧, ⟦(0,1]⟧, ⟦]0,1[⟧</p>"],
  [
    "$|x|$, $|\\psi\\rangle$, $|0>$, $\\|x\\|$",
    "<p>⟦|x|⟧, ⟦|\\psi\\rangle⟧, ⟦|0&gt;⟧, ⟦\\|x\\|⟧</p>",
  ],
  ["$x<y$ and $y>z$", "<p>⟦x&lt;y⟧ and ⟦y&gt;z⟧</p>"],
  [
    "$0.05$, $p<.05$, $-1$, $+$, $f'$, $a, b$, $50\\%$",
    "<p>⟦0.05⟧, ⟦p&lt;.05⟧, ⟦-1⟧, ⟦+⟧, ⟦f'⟧, ⟦a, b⟧, ⟦50\\%⟧</p>",
  ],
  ["$\\$10$", "<p>⟦\\$10⟧</p>"],
  ["$x\\\\$ and $x\\,$", "<p>⟦x\\\\⟧ and ⟦x\\,⟧</p>"],
  [
    "$\\text{if $x$}$ and $$ \\text{for $x$} $$",
    "<p>⟦\\text{if $x$}⟧ and ⟦⟦ \\text{for $x$} ⟧⟧</p>",
  ],
  ["$ \\alpha $ but $ x $", "<p>⟦ \\alpha ⟧ but $ x $</p>"],
  ["\\[ a \\\\[2pt] b \\]", "<div>⟦⟦ a \\\\[2pt] b ⟧⟧</div>"],
  ["\\(unclosed and \\(x\\)", "<p>(unclosed and ⟦x⟧</p>"],
  ["$$\nx = 1", "<p>$$\nx = 1</p>"],
  ["$n$ items for $5 each", "<p>⟦n⟧ items for $5 each</p>"],
  ["$5-$10 and $x$", "<p>$5-$10 and ⟦x⟧</p>"],
  ["$1,000–$2,000 ($x$)", "<p>$1,000–$2,000 (⟦x⟧)</p>"],
  ["\\$x$ and $y$", "<p>$x$ and ⟦y⟧</p>"],
  [
    "$O(n log n)$ and $x \\text{ such that all of these are }y$",
    "<p>⟦O(n log n)⟧ and ⟦x \\text{ such that all of these are }y⟧</p>",
  ],
  ["```math\nx^2\n```", "<div>⟦⟦x^2\n⟧⟧</div>"],
  ["$`a+b`$", "<p>⟦a+b⟧</p>"],
  [
    "x[^1]\n\n[^1]: \\(x\\) and $$y$$",
    "<p>x<sup>[1]</sup></p>\n<ol>\n<li><p>⟦x⟧ and ⟦⟦y⟧⟧</p>\n</li>\n</ol>",
  ],
  ["مرحبا $x$ بالعالم", "<p>مرحبا ⟦x⟧ بالعالم</p>"],
  ["🎉 $x$ 🎉", "<p>🎉 ⟦x⟧ 🎉</p>"],
])("renders the formulas of %j", (source, html) => expect(shown(source)).toBe(html));

it.each([
  "Let $PATH:$HOME be",
  'echo "$HOME" "$USER"; cd $HOME/bin:$PATH',
  "US$5 and CA$6",
  "costs $5, or $6.",
  "$20/user ($1680/year)",
  "$12K–$17K",
  "$5/$x",
  "I have $20, you 30$",
  "5$/month or 6$",
  "$5 and 6$ more words",
  "花费$5，那里6$",
  "$ 5 and 6 $",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: somebody else's template
  "${a}${b} ${x}/${y}",
  "{$x},{$y}",
  "$a = $b; $c=$d",
  "$x,$y",
  "$i++;$j--",
  "$_GET['x'] and $_POST['y']",
  "$foo->bar($x, $y)",
  "$scope.$apply",
  "$('#a').text($('#b'))",
  "$(pwd)/$(date) $(a)$(b)",
  "$1,$2 and $@,$*",
  "$A$1:$B$2",
  "$MSFT/$AAPL, $GOOG",
  "A$AP and Ke$ha$",
  "^a+$|^b+$ and ^\\d+$",
  "/^a$/, /^b$/",
  "s/$/foo/; s/^/$/",
  "(foo|bar)$ or (x|y)$",
  "[a-z]+$, \\w+$",
  "$$$ expensive $$$",
  "kill $$; echo $$",
  "it costs $$ and I pay $$ for it",
  "$$ $$",
  "if $x if y and z else w_1 costs 5$",
  "$#x$",
  "$x$y",
])("leaves the dollars of %j as they are", (source) => {
  expect(shown(source)).toBe(`<p>${source.replaceAll(">", "&gt;")}</p>`);
});

it.each([
  ["\\$5 and \\$x\\$", "<p>$5 and $x$</p>"],
  ["\\(see the appendix\\)", "<p>(see the appendix)</p>"],
  ["\\[1\\], \\[2, 3\\]", "<p>[1], [2, 3]</p>"],
  ["\\[text\\](/papers/x)", "<p>[text](/papers/x)</p>"],
  ["\\\\(x\\\\)", "<p>\\(x\\)</p>"],
  ["\\(\\)", "<p>()</p>"],
  ["$x\\$", "<p>$x$</p>"],
  ["- $$x\n- $$y", "<ul>\n<li>$$x</li>\n<li>$$y</li>\n</ul>"],
  ["1. \\(a\n2. b\\)", "<ol>\n<li>(a</li>\n<li>b)</li>\n</ol>"],
  ["# $$x\n# $$y", "<h3>$$x</h3>\n<h3>$$y</h3>"],
  ["> $$\n> x\n\ny $$", "<blockquote>\n<p>$$\nx</p>\n</blockquote>\n<p>y $$</p>"],
  [
    "it costs $$\n\nmuch money\n\n$$ and more",
    "<p>it costs $$</p>\n<p>much money</p>\n<p>$$ and more</p>",
  ],
  ["`$x$` and `\\(y\\)`", "<p><code>$x$</code> and <code>\\(y\\)</code></p>"],
  ["``$x` $``", "<p><code>$x` $</code></p>"],
  ["cost $`x` or `y$`", "<p>cost $<code>x</code> or <code>y$</code></p>"],
  ["```\n$x$ \\(y\\) $$\n```", "<pre><code>$x$ \\(y\\) $$\n</code></pre>"],
  ["    $x$ code", "<pre><code>$x$ code\n</code></pre>"],
  ["```\na | $|x|$\n```", "<pre><code>a | $|x|$\n</code></pre>"],
  ["$a `b$` c$", "<p>$a <code>b$</code> c$</p>"],
])("finds no formula in %j", (source, html) => expect(shown(source)).toBe(html));
