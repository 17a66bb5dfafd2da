import { expect, it } from "vitest";
import { shownMarkup } from "@/server/testing/hostile/shown-markup";
import { renderMarkdown } from "../markdown";

const shown = (source: string) => shownMarkup(renderMarkdown(source).html);

it.each([
  [
    "見よ https://example.org/foo。次の文。",
    '<p>見よ <a href="https://example.org/foo">https://example.org/foo</a>。次の文。</p>',
  ],
  [
    "(see https://example.com/path,) and (https://example.com/a.)",
    '<p>(see <a href="https://example.com/path">https://example.com/path</a>,) and (<a href="https://example.com/a">https://example.com/a</a>.)</p>',
  ],
  [
    "as in https://example.org/q: it holds",
    '<p>as in <a href="https://example.org/q">https://example.org/q</a>: it holds</p>',
  ],
  [
    "https://a.b/c... https://a.b/d?! https://a.b/e; https://a.b/f' https://a.b/g\"",
    '<p><a href="https://a.b/c">https://a.b/c</a>... <a href="https://a.b/d">https://a.b/d</a>?! <a href="https://a.b/e">https://a.b/e</a>; <a href="https://a.b/f">https://a.b/f</a>\' <a href="https://a.b/g">https://a.b/g</a>"</p>',
  ],
  [
    "（https://a.b/c）「https://a.b/d」、https://a.b/e，https://a.b/f！",
    '<p>（<a href="https://a.b/c">https://a.b/c</a>）「<a href="https://a.b/d">https://a.b/d</a>」、<a href="https://a.b/e">https://a.b/e</a>，<a href="https://a.b/f">https://a.b/f</a>！</p>',
  ],
  [
    "https://example.org次の文 https://ja.wikipedia.org/wiki/日本語",
    '<p><a href="https://example.org">https://example.org</a>次の文 <a href="https://ja.wikipedia.org/wiki/%E6%97%A5%E6%9C%AC%E8%AA%9E">https://ja.wikipedia.org/wiki/日本語</a></p>',
  ],
  [
    "**https://a.b/c** *https://a.b/d* ~~https://a.b/e~~ _https://a.b/f_",
    '<p><strong><a href="https://a.b/c">https://a.b/c</a></strong> <em><a href="https://a.b/d">https://a.b/d</a></em> <s><a href="https://a.b/e">https://a.b/e</a></s> <em><a href="https://a.b/f">https://a.b/f</a></em></p>',
  ],
  [
    "https://a.b/Foo_(bar) (https://a.b/Foo_(bar)). [https://a.b]",
    '<p><a href="https://a.b/Foo_(bar)">https://a.b/Foo_(bar)</a> (<a href="https://a.b/Foo_(bar)">https://a.b/Foo_(bar)</a>). [<a href="https://a.b">https://a.b</a>]</p>',
  ],
  [
    "https://a.b/a_(b)_(c), https://a.b/a)b",
    '<p><a href="https://a.b/a_(b)_(c)">https://a.b/a_(b)_(c)</a>, <a href="https://a.b/a">https://a.b/a</a>)b</p>',
  ],
  [
    "“https://a.b/c” «https://a.b/d» ‘https://a.b/e’ https://a.b/f—which",
    '<p>“<a href="https://a.b/c">https://a.b/c</a>” «<a href="https://a.b/d">https://a.b/d</a>» ‘<a href="https://a.b/e">https://a.b/e</a>’ <a href="https://a.b/f">https://a.b/f</a>—which</p>',
  ],
  [
    "https://a.b/?a=1&copy; https://a.b/?a=1&b=2",
    '<p><a href="https://a.b/?a=1">https://a.b/?a=1</a>© <a href="https://a.b/?a=1&amp;b=2">https://a.b/?a=1&amp;b=2</a></p>',
  ],
  [
    "https://a.b/~u/ https://a.b/x_y_z https://a.b/a,b;c",
    '<p><a href="https://a.b/~u/">https://a.b/~u/</a> <a href="https://a.b/x_y_z">https://a.b/x_y_z</a> <a href="https://a.b/a,b;c">https://a.b/a,b;c</a></p>',
  ],
  [
    "https://münchen.example/straße",
    '<p><a href="https://xn--mnchen-3ya.example/stra%C3%9Fe">https://münchen.example/straße</a></p>',
  ],
  ["https://a.b/%E6%97%A5", '<p><a href="https://a.b/%E6%97%A5">https://a.b/%E6%97%A5</a></p>'],
  [
    "https://a.b/c\u200bx https://a.b/d\u202ex",
    '<p><a href="https://a.b/c">https://a.b/c</a>\u200bx <a href="https://a.b/d">https://a.b/d</a>\u202ex</p>',
  ],
  ["نعم، https://a.b/c، نعم؟", '<p>نعم، <a href="https://a.b/c">https://a.b/c</a>، نعم؟</p>'],
  [
    "http:// https://. mailto:a@b.c. a@b.c",
    '<p>http:// https://. <a href="mailto:a@b.c">mailto:a@b.c</a>. a@b.c</p>',
  ],
  [
    "<https://a.b/c,> <a@b.c> <doi:10.1/x>",
    '<p><a href="https://a.b/c,">https://a.b/c,</a> <a href="mailto:a@b.c">a@b.c</a> &lt;doi:10.1/x&gt;</p>',
  ],
  [
    "https://a.b/$x$/c?y=$a&z=$b and $y$",
    '<p><a href="https://a.b/$x$/c?y=$a&amp;z=$b">https://a.b/$x$/c?y=$a&amp;z=$b</a> and ⟦y⟧</p>',
  ],
  ["[a](note) [b](#c) ![p](plot.png) [d](./x)", "<p>[a](note) [b](#c) ![p](plot.png) [d](./x)</p>"],
  [
    "[b](www.example.org/x) [c](/papers/x) [d](<https://a.b/c d>)",
    '<p><a href="https://www.example.org/x">b</a> <a href="/papers/x">c</a> <a href="https://a.b/c%20d">d</a></p>',
  ],
  ["[n]\n\n[n]: note", "<p>[n]</p>\n<p>[n]: note</p>"],
  ["[n]\n\n[n]: https://a.b", '<p><a href="https://a.b">n</a></p>'],
  ["ftp://a.b/c //a.b/c www.a.b train.py", "<p>ftp://a.b/c //a.b/c www.a.b train.py</p>"],
  [
    "| https://a.b/c|x |\n|-|-|",
    '<div><table>\n<thead>\n<tr>\n<th><a href="https://a.b/c">https://a.b/c</a></th>\n<th>x</th>\n</tr>\n</thead>\n</table></div>',
  ],
])("links the addresses in %j that lead somewhere", (source, html) =>
  expect(shown(source)).toBe(html),
);
