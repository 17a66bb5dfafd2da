import { expect, it } from "vitest";
import { shownMarkup } from "@/server/testing/hostile/shown-markup";
import { renderMarkdown } from "../markdown";

const shown = (source: string) => shownMarkup(renderMarkdown(source).html);

it.each([
  ["x[^n] y\n\n[^n]: note", "<p>x<sup>[1]</sup> y</p>\n<ol>\n<li><p>note</p>\n</li>\n</ol>"],
  [
    "x[^n] y\n\n[^n]: several words, https://a.b/c.",
    '<p>x<sup>[1]</sup> y</p>\n<ol>\n<li><p>several words, <a href="https://a.b/c">https://a.b/c</a>.</p>\n</li>\n</ol>',
  ],
  [
    "a[^1] b[^2] c[^1]\n\n[^1]: one\n[^2]: two\n\n    more",
    "<p>a<sup>[1]</sup> b<sup>[2]</sup> c<sup>[1]</sup></p>\n<ol>\n<li><p>one</p>\n</li>\n<li><p>two</p>\n<p>more</p>\n</li>\n</ol>",
  ],
  ["[^1]: nobody refers to it", "<p>[^1]: nobody refers to it</p>"],
  [
    "a[^1]\n\n[^1]: one\n[^1]: again",
    "<p>a<sup>[1]</sup></p>\n<p>[^1]: again</p>\n<ol>\n<li><p>one</p>\n</li>\n</ol>",
  ],
  ["a[^1]\n\n[^1]: [^2]: b", "<p>a<sup>[1]</sup></p>\n<ol>\n<li><p>[^2]: b</p>\n</li>\n</ol>"],
  ["a[^x]", "<p>a[^x]</p>"],
  ["[^a-z]: matches", "<p>[^a-z]: matches</p>"],
  ["x^[2] y^2", "<p>x^[2] y^2</p>"],
  [
    "> a[^1]\n>\n> [^1]: b",
    "<blockquote>\n<p>a<sup>[1]</sup></p>\n</blockquote>\n<ol>\n<li><p>b</p>\n</li>\n</ol>",
  ],
  [
    "`[^1]` and $x$[^1]\n\n[^1]: b",
    "<p><code>[^1]</code> and ⟦x⟧<sup>[1]</sup></p>\n<ol>\n<li><p>b</p>\n</li>\n</ol>",
  ],
  [
    "- [x] done\n- [ ] todo",
    '<ul>\n<li><input type="checkbox" disabled checked /> done</li>\n<li><input type="checkbox" disabled /> todo</li>\n</ul>',
  ],
  [
    "1. [X] a\n   - [ ] b\n2. [x]no\n3. [-] c",
    '<ol>\n<li><input type="checkbox" disabled checked /> a\n<ul>\n<li><input type="checkbox" disabled /> b</li>\n</ul>\n</li>\n<li>[x]no</li>\n<li>[-] c</li>\n</ol>',
  ],
  ["- [x](https://a.b) c", '<ul>\n<li><a href="https://a.b">x</a> c</li>\n</ul>'],
  [
    "* [ ] `code` $x$",
    '<ul>\n<li><input type="checkbox" disabled /> <code>code</code> ⟦x⟧</li>\n</ul>',
  ],
  [
    "- [ ] a\n\n- [x] b",
    '<ul>\n<li>\n<p><input type="checkbox" disabled /> a</p>\n</li>\n<li>\n<p><input type="checkbox" disabled checked /> b</p>\n</li>\n</ul>',
  ],
  ["[x] no list", "<p>[x] no list</p>"],
])("shows the notes and tasks of %j", (source, html) => expect(shown(source)).toBe(html));

it.each([
  [
    "**「注意」**が必要。これは**重要です。**次",
    "<p><strong>「注意」</strong>が必要。これは<strong>重要です。</strong>次</p>",
  ],
  ["**真，**她", "<p><strong>真，</strong>她</p>"],
  ["**マークダウン(Markdown)**は", "<p><strong>マークダウン(Markdown)</strong>は</p>"],
  ["**하이브리드(Hybrid)**는", "<p><strong>하이브리드(Hybrid)</strong>는</p>"],
  ["*「注意」*が、~~「注意」~~が", "<p><em>「注意」</em>が、<s>「注意」</s>が</p>"],
  ["これは**`code`**です。", "<p>これは<strong><code>code</code></strong>です。</p>"],
  ["**「$x$」**は", "<p><strong>「⟦x⟧」</strong>は</p>"],
  ["**[链接](https://a.b)**。他", '<p><strong><a href="https://a.b">链接</a></strong>。他</p>'],
  ["“**重要**”", "<p>“<strong>重要</strong>”</p>"],
  ["**重要：**内容", "<p><strong>重要：</strong>内容</p>"],
  ["他说：**“你好。”**然后", "<p>他说：<strong>“你好。”</strong>然后</p>"],
  ["**「a」**と**「b」**", "<p><strong>「a」</strong>と<strong>「b」</strong></p>"],
  ["snake_case_name and _snake_case_", "<p>snake_case_name and <em>snake_case</em></p>"],
  ["2 * 3 * 4", "<p>2 * 3 * 4</p>"],
  ["*a*b and **a**b", "<p><em>a</em>b and <strong>a</strong>b</p>"],
  ["x<y and y>z", "<p>x&lt;y and y&gt;z</p>"],
  ["a <b> c <!-- d -->", "<p>a &lt;b&gt; c &lt;!-- d --&gt;</p>"],
  ["R&amp;D &copy; &lt; &nope;", "<p>R&amp;D © &lt; &amp;nope;</p>"],
  ["~5 to ~10 and ~~no~~", "<p>~5 to ~10 and <s>no</s></p>"],
  ["line one  \nline two\\\nthree", "<p>line one<br />\nline two<br />\nthree</p>"],
  [
    "| a |\n|-|\n| `b\\|c` |",
    "<div><table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><code>b|c</code></td>\n</tr>\n</tbody>\n</table></div>",
  ],
  ["1986. A year", '<ol start="1986">\n<li>A year</li>\n</ol>'],
  ["#tag and # no", "<p>#tag and # no</p>"],
  ["a\n- b", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>"],
  ["@ada at $@ada$", "<p>@ada at $@ada$</p>"],
])("shows %j as its writer intends", (source, html) => expect(shown(source)).toBe(html));
