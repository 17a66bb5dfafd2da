import fc from "fast-check";
import { expect, it } from "vitest";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { commentOfHtml, mailOf, splitEmail, utf8 } from "@/server/testing/fixtures/reply-emails";

it.each<[string, string, string]>([
  [
    "paragraphs",
    "<p>First paragraph.</p><p>Second paragraph.</p>",
    "First paragraph.\n\nSecond paragraph.",
  ],
  [
    "a list and a link",
    '<p>See:</p><ul><li>one</li><li>two</li></ul><p><a href="https://arxiv.org/abs/1706.03762">the paper</a></p>',
    "See:\n\n- one\n- two\n\n[the paper](https://arxiv.org/abs/1706.03762)",
  ],
  ["a numbered list", "<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"],
  [
    "lists within lists",
    "<ul><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ul>",
    "- a\n  - b\n    1. c\n- d",
  ],
  [
    "a list of Word's",
    '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·<span>&nbsp; </span></span>one</p><p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o </span>two</p>',
    "- one\n\n  - two",
  ],
  [
    "a numbered list of Word's",
    '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">4.<span>&nbsp; </span></span>one</p><p>words</p>',
    "4. one\n\nwords",
  ],
  ["paragraphs in a list", "<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n  b"],
  ["lines", "<div>one</div><div>two<br>three</div>", "one  \ntwo  \nthree"],
  ["lines of Gmail", '<div dir="ltr">one<div><br></div><div>two</div></div>', "one\n\ntwo"],
  ["two breaks", "one<br><br>two<br>", "one\n\ntwo"],
  [
    "Outlook's paragraphs",
    '<p class="MsoNormal">one<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">two</p>',
    "one\n\ntwo",
  ],
  [
    "bold and italic words",
    "<b>bold</b> <i>italic</i> <strong><em>both</em></strong> <s>no</s>",
    "**bold** *italic* ***both*** ~~no~~",
  ],
  ["words that a style makes bold", '<span style="font-weight:bold">a</span> b', "**a** b"],
  ["bold by number", "<span style='color:red; font-weight: 700'>a</span> b", "**a** b"],
  ["not bold, as Google Docs copies it", '<b style="font-weight:normal"><p>a</p></b>', "a"],
  [
    "a link with an address in its address",
    '<a href="https://a.org/?url=https%3A%2F%2Fb.org%2Fc&amp;d=5%25">b</a>',
    "[b](https://a.org/?url=https%3A%2F%2Fb.org%2Fc&d=5%25)",
  ],
  ["bold words of Japanese", "これは<b>「強調」</b>です", "これは**「強調」**です"],
  ["bold words of Chinese", "<b>真，</b>她", "**真，**她"],
  ["blanks in marks", "a<b> bold </b>c", "a **bold** c"],
  ["marks that Markdown would not take", 'a<b>"b"</b>c', 'a"b"c'],
  ["marks over lines", "<b>one<br>two</b>", "**one**  \n**two**"],
  ["marks of nothing", "a<b></b><i> </i>b", "a b"],
  ["code", "<code>a*b`c</code> and <tt>x_y_z</tt>", "``a*b`c`` and `x_y_z`"],
  [
    "code of several lines",
    "<pre>def f():\n    return 1\n</pre>then",
    "```\ndef f():\n    return 1\n```\n\nthen",
  ],
  ["code with a fence in it", "<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````"],
  ["code with breaks", "<pre>a<br>  b</pre>", "```\na\n  b\n```"],
  ["headings", "<h1>One</h1><h3>Three</h3>x", "# One\n\n### Three\n\nx"],
  [
    "a table",
    "<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td>3</td></tr></table>",
    "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |",
  ],
  [
    "a table that only holds",
    "<table><tr><td><p>one</p><p>two</p></td><td>x</td></tr></table>",
    "one\n\ntwo\n\nx",
  ],
  [
    "somebody's own quotation",
    "<blockquote>They say so.</blockquote><p>No.</p>",
    "> They say so.\n\nNo.",
  ],
  ["a rule", "a<hr>b", "a\n\n---\n\nb"],
  ["what a picture shows", '<p>See <img src="cid:1" alt="the plot"></p>', "See the plot"],
  [
    "an address as its own words",
    '<a href="https://example.org/a">https://example.org/a</a>',
    "https://example.org/a",
  ],
  [
    "an address without its beginning",
    '<a href="https://example.org/">example.org</a>',
    "https://example.org/",
  ],
  ["an address of mail", '<a href="mailto:ada@example.org">ada@example.org</a>', "ada@example.org"],
  [
    "an address with brackets",
    '<a href="https://example.org/a_(b)?c=d e">it</a>',
    "[it](https://example.org/a_%28b%29?c=de)",
  ],
  [
    "an address that is encoded",
    '<a href="https://example.org/%20x?q=%E2%9C%93">it</a>',
    "[it](https://example.org/%20x?q=%E2%9C%93)",
  ],
  [
    "no address that runs",
    '<a href="javascript:alert(1)">it</a> <a href="data:x">that</a>',
    "it that",
  ],
  [
    "what cannot be seen",
    '<div style="display:none">pre</div><span style="font-size:0px">h</span><p hidden>x</p>seen',
    "seen",
  ],
  ["what is small", '<span style="font-size:0.8em">small</span>', "small"],
  [
    "scripts, styles and comments",
    "<style>p{}</style><script>x()</script><!-- c --><title>t</title>words",
    "words",
  ],
  ["conditions of Outlook", "<!--[if mso]><p>no</p><![endif]--><![if !mso]>yes<![endif]>", "yes"],
  ["signs of windows-1252 by number", "it&#146;s &#150; &#x85;", "it’s – …"],
  [
    "signs by name",
    "na&iuml;ve &le; &alpha; &hellip; &lt;T&gt; R&amp;D &NotEqualTilde;",
    "naïve ≤ α … <T> R&D ≂̸",
  ],
  ["signs beyond Unicode", "a&#0;b&#x110000;c&#xD800;d", "a\ufffdb\ufffdc\ufffdd"],
  ["hard and soft spaces", "a&nbsp;b&shy;c", "a bc"],
  ["what is not closed", "<p>one<p>two<b>three", "one\n\ntwo**three**"],
  ["what closes nothing", "</div>one</p></b>two", "one\n\ntwo"],
  ["formulas", "<p>so $a_1 * b_2$ and \\(c_3*d\\)</p>", "so $a_1 * b_2$ and \\(c_3*d\\)"],
])("reads %s", (_, html, markdown) => {
  expect(commentOfHtml(html)).toBe(markdown);
});

it.each<[string, string]>([
  ["stars", "2 * 3 * 4 and *x* and **y**"],
  ["lines below", "_x_ and a_b_c and __init__"],
  ["a heading", "# 1"],
  ["a list", "- one"],
  ["a plus", "+ 1"],
  ["a number", "1. one"],
  ["a number with a bracket", "12) twelve"],
  ["a quotation", "> 5"],
  ["types", "List<T> and <b>bold</b>"],
  ["an address in brackets", "<https://example.org/x>"],
  ["a link", "[x](y) and [a]: b and ![c](d)"],
  ["entities", "&amp; and &lt;b&gt; and &copy"],
  ["backslashes", "C:\\x \\* \\alpha \\_"],
  ["code", "`a` and ``b"],
  ["a rule", "---"],
  ["another rule", "* * *"],
  ["a line below a heading", "==="],
  ["a fence", "~~~"],
  ["a fence of ticks", "```"],
  ["struck words", "~~no~~"],
  ["a table", "|a|b|"],
])("keeps words that look like Markdown: %s", (_, words) => {
  const html = words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const shown = (text: string) =>
    renderMarkdown(text)
      .html.replace(/<[^>]*>/g, "")
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&")
      .trim();
  expect(shown(commentOfHtml(`<p>${html}</p>`))).toBe(words);
  expect(renderMarkdown(commentOfHtml(`<p>${html}</p>`)).html).not.toMatch(
    /<(?:em|li|h\d|code|hr|del|s)/,
  );
});

it("keeps every word of any text", () => {
  const sign = fc.constantFrom(..."ab1 *_`[]()<>#+-.!&;:\\~|=^é語@$".split(""));
  fc.assert(
    fc.property(fc.array(sign, { minLength: 1, maxLength: 24 }), (signs) => {
      const words = signs.join("").replace(/\s+/g, " ").trim();
      fc.pre(/[a-z1é語]/.test(words) && !words.includes("$") && !/\\[([]/.test(words));
      const html = words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
      const { own } = splitEmail(mailOf("text/html; charset=utf-8", utf8(`<p>x ${html}</p>`)));
      const shown = renderMarkdown(own).html;
      const text = shown
        .replace(/<[^>]*>/g, "")
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, "&");
      expect(text.trim()).toBe(`x ${words}`);
    }),
    { numRuns: 500 },
  );
});
