import iconv from "iconv-lite";
import { expect, it } from "vitest";
import {
  commentOf,
  commentOfHtml,
  mailOf,
  splitEmail,
  utf8,
} from "@/server/testing/fixtures/reply-emails";

// Emails from bug reports about other programs that read replies by email.

const inSet = (text: string, set: string) => iconv.encode(text, set).toString("latin1");
const base64 = (bytes: string) => Buffer.from(bytes, "latin1").toString("base64");
const read = (charset: string | null, body: string, encoding: string) => {
  const type = charset === null ? "" : `text/plain; charset=${charset}`;
  return splitEmail(mailOf(type, body, [`Content-Transfer-Encoding: ${encoding}`])).own;
};

it.each<[string, string | null, string, string, string]>([
  ["GBK under no label", null, inSet("证明是错的", "gbk"), "证明是错的", "8bit"],
  [
    "Shift_JIS called UTF-8",
    "utf-8",
    inSet("証明は正しいです", "shift_jis"),
    "証明は正しいです",
    "8bit",
  ],
  [
    "EUC-KR called ASCII",
    "us-ascii",
    inSet("증명이 틀렸습니다", "euc-kr"),
    "증명이 틀렸습니다",
    "8bit",
  ],
  ["EUC-JP under no label", null, inSet("証明は正しいです", "euc-jp"), "証明は正しいです", "8bit"],
  [
    "Big5 under no label",
    null,
    inSet("證明是錯的，請看附錄", "big5"),
    "證明是錯的，請看附錄",
    "8bit",
  ],
  ["windows-1251 called UTF-8", "utf-8", inSet("Привет", "win1251"), "Привет", "8bit"],
  [
    "KOI8-R under no label",
    null,
    inSet("Доказательство неверно", "koi8-r"),
    "Доказательство неверно",
    "8bit",
  ],
  ["kanji under no label", null, inSet("証明終了", "shift_jis"), "証明終了", "8bit"],
  [
    "capitals of German under no label",
    null,
    "\xc4\xd6\xdc\xdf! GR\xd6\xdfE",
    "ÄÖÜß! GRÖßE",
    "8bit",
  ],
  ["accents in a row", null, "\xe9\xe8\xea and \xe0\xe2", "éèê and àâ", "8bit"],
  ["French quotes", "iso-8859-1", "\xab\xa0\xe9t\xe9\xa0\xbb", "«\u00a0été\u00a0»", "8bit"],
  ["letters of Icelandic", null, "\xfe\xf3 \xf0a\xf0 \xe6\xf6", "þó ðað æö", "8bit"],
  [
    "windows-1252 under no label",
    null,
    "d\xe9j\xe0 vu, \xab na\xefve \xbb, \x80\x85",
    "déjà vu, « naïve », €…",
    "8bit",
  ],
  ["two words of UTF-8 called GB 2312", "gb2312", utf8("你好"), "你好", "8bit"],
  [
    "two languages of UTF-8 called GB 2312",
    "gb2312",
    utf8("Größe und 引理"),
    "Größe und 引理",
    "8bit",
  ],
  ["a word of UTF-8 called Shift_JIS", "shift_jis", utf8("café"), "café", "8bit"],
  ["ISO-2022-JP whose line does not end", "iso-2022-jp", "\x1b$B%F%9%H\nok", "テスト\nok", "7bit"],
  ["UTF-7 by another name", "UTF7", "+ZeVnLIqe-", "日本語", "7bit"],
  ["base64 in pieces", "utf-8", "R3LDtg==\nw59l\n", "Größe", "base64"],
  [
    "base64 with a list's words below",
    "utf-8",
    `${base64("Words")}\n-- \nlist of x\n`,
    "Words",
    "base64",
  ],
  [
    "words that are called base64",
    "utf-8",
    "This is none, is it?",
    "This is none, is it?",
    "base64",
  ],
  [
    "UTF-16 without a mark",
    "utf-16",
    base64(inSet("Größe is ok", "utf-16be")),
    "Größe is ok",
    "base64",
  ],
  ["a sign over two lines", "utf-8", "Gr=C3=\n=B6=C3=9Fe a=3Db", "Größe a=b", "quoted-printable"],
])("reads %s", (_, charset, body, words, encoding) => {
  expect(read(charset, body, encoding)).toBe(words);
});

const OLD = "> She says that it is so\n> and that is all.\n";
const ADA = "Ada via Colloquy <colloquy@example.org>";

it.each<[string, string]>([
  ["Gmail in Catalan", `Missatge de ${ADA} del dia dl., 2 de nov.\n2026 a les 15:04:`],
  ["Alpine", "On Mon, 2 Nov 2026, Ada via Colloquy wrote:"],
  ["Claws", `On Mon, 2 Nov 2026 15:04:05 +0000\n${ADA} wrote:`],
  [
    "Orange",
    `> Message du 02/11/26 15:04\n> De : "Ada via Colloquy" <colloquy@example.org>\n> A : max@orange.fr\n> Objet : Re: Attention\n>`,
  ],
  [
    "Hotmail",
    "________________________________\n> Date: Mon, 2 Nov 2026 15:04:05 +0000\n> From: colloquy@example.org\n> To: max@example.org\n> Subject: Re: Attention\n>",
  ],
  [
    "Samsung in French",
    `-------- Message d'origine --------\nDe : ${ADA}\nDate : 02/11/2026 15:04 (GMT+01:00)\nObjet : Re: Attention`,
  ],
  ["Thunderbird in Korean", "26. 11. 2. 15:04에 Ada via Colloquy 이(가) 쓴 글:"],
  [
    "Outlook in Thai",
    "จาก: Ada <colloquy@example.org>\nส่งแล้ว: 2 พฤศจิกายน 2569 15:04\nถึง: max@example.org\nเรื่อง: Re: Attention",
  ],
  ["Apple Mail in Polish", `Wiadomość napisana przez ${ADA} w dniu 2 lis 2026, o godz. 15:04:`],
  [
    "eM Client",
    `------ Original Message ------\nFrom "Ada via Colloquy" <colloquy@example.org>\nTo max@example.org\nSubject Re: Attention`,
  ],
  ["NetEase", `At 2026-11-02 15:04:05, "Ada via Colloquy" <colloquy@example.org> wrote:`],
  ["Spark", `On 2 Nov 2026, 15:04 +0100, ${ADA}, wrote:`],
])("cuts off quotations by %s", (_, lead) => {
  expect(commentOf(`Yes.\n\n${lead}\n\n${OLD}`)).toBe("Yes.");
  expect(commentOf(`Yes.\n${lead}\n${OLD}`)).toBe("Yes.");
});

it.each([
  "[Sent from my iPhone]",
  "—\nSent from my iPhone",
  "Envoyé depuis l'application Mail Orange",
  "Отправлено из мобильной Почты Mail",
  "مرسل من الـ iPhone",
  "أُرسلت من الـ iPhone الخاص بي",
  "Elküldve az iPhone-omról",
  "-- \nMax\n\nCONFIDENTIALITY NOTICE: This e-mail is confidential and for you only.",
])("cuts off %j", (last) => {
  expect(commentOf(`Yes.\n\n${last}\n`)).toBe("Yes.");
});

it.each<[string, string]>([
  [
    "headers in code",
    "Spam has headers such as\n\n```\nFrom: a@b.com\nTo: c@d.com\nSubject: Re: Win!\n```\n\nand no more.",
  ],
  [
    "headers that are indented",
    "Look:\n\n    From: a@b.com\n    To: c@d.com\n    Subject: Re: Win!\n\nIt reads no more.",
  ],
  ["a sign of signatures in code", "```\nx\n-- \ny\n```"],
  ["a comment of SQL", "SELECT 1;\n-- a comment\nSELECT 2;"],
  ["a log", "2026-11-02 15:04:06 ERROR: failed:\n\n> trace\n\nAny idea?"],
  [
    "what a paper said then",
    "From the abstract (12/06/2017, 17:57):\n\n> We propose it.\n\nStill?",
  ],
  ["an addition below a signature", "Short.\n\n-- \nMax\n\nEdit: lemma 5 too"],
  ["a journey", "From: London\nTo: Paris\nDate: 3 May 2026, 14:00\n\nThat is my train."],
  ["settings", "---\nlr: 0.1\nepochs: 20\n---\n\nThese are mine."],
  ["a table of dashes", "model   acc\n-----------\nA       0.91\n-----------"],
  [
    "what they wrote themselves",
    "Am 3. Mai 2026 schrieb ich im Forum:\n\n> Das ist falsch.\n\nDabei bleibe ich.",
  ],
  ["where code is cut", "----- begin proof -----\nx = x\n----- end proof -----\n\nDone."],
])("keeps %s", (_, text) => {
  expect(commentOf(`${text}\n`)).toBe(text);
});

it("reads text with an inline signature", () => {
  const signed =
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nYes.\n- -- dashes\n\n-----BEGIN PGP SIGNATURE-----\n\niQIz\n=abcd\n-----END PGP SIGNATURE-----\n";
  expect(commentOf(signed)).toBe("Yes.\n-- dashes");
});

it("takes a named text below the words for an attachment", () => {
  const part = (head: string, text: string) => `--b\nContent-Type: text/plain${head}\n\n${text}\n`;
  const mail = `${part("; name=body", "Yes.")}${part("; name=log.txt", "a log")}--b--\n`;
  expect(splitEmail(mailOf("multipart/mixed; boundary=b", mail)).own).toBe("Yes.");
});

const CELLS = (block: string) =>
  `<table><tr><td><${block}>m</${block}></td><td><${block}><b>a|b</b></${block}></td></tr><tr><td><${block}>1</${block}></td><td><${block}>2</${block}></td></tr></table>`;
const TABLE = "| m | **a\\|b** |\n| --- | --- |\n| 1 | 2 |";

it.each<[string, string, string]>([
  ["a table of Gmail", CELLS("div"), TABLE],
  ["a table of Outlook", CELLS("p"), TABLE],
  [
    "a table with a list",
    "<table><tr><td><ul><li>a</li></ul></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    "- a\n\nb  \nc  \nd",
  ],
  [
    "a list beside its item",
    "<ol><li>a</li><ol><li>b</li></ol><li>c</li></ol>",
    "1. a\n   1. b\n2. c",
  ],
  ["a numbered item", '<ol><li value="3">a</li><li>b</li></ol>', "3. a\n4. b"],
  [
    "tasks",
    '<ul><li><input type="checkbox" checked> a</li><li><input type="checkbox"> b</li></ul>',
    "- [x] a\n- [ ] b",
  ],
  [
    "indices",
    "x<sup>2</sup>, x<sup>k</sup>, H<sub>2</sub>O, 10<sup>-3</sup>, 1<sup>st</sup>, M<sup>lle</sup>, so<sup>[1]</sup>",
    "x², x^k, H₂O, 10⁻³, 1st, Mlle, so[1]",
  ],
  ["an index that does not end", "<p>a<sup>2 b</p><p>c</p>", "a2 b\n\nc"],
  [
    "a formula of KaTeX",
    'so <span class="katex"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1^2</annotation></semantics></math><span class="katex-html">x12</span></span> holds',
    "so $x_1^2$ holds",
  ],
  ["MathML alone", "x <math><mi>y</mi></math>", "x y"],
  [
    "looks of a style",
    '<span style="font-style:italic">a</span> <span style="text-decoration:line-through">b</span>',
    "*a* ~~b~~",
  ],
  [
    "somebody's own quotation in Gmail",
    '<div>They say:</div><blockquote class="gmail_quote"><div>All swans are white.</div></blockquote><div>No.</div>',
    "They say:\n\n> All swans are white.\n\nNo.",
  ],
  [
    "the title of a table",
    "<table><caption>Results</caption><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
    "Results  \n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
  ],
  [
    "words between rows",
    "<table><tr><td>a</td><td>b</td></tr>and<tr><td>1</td><td>2</td></tr></table>",
    "a  \nb  \nand  \n1  \n2",
  ],
  ["what folds", "<details><summary>Proof</summary>x</details>", "Proof  \nx"],
  ["quotation marks", "<q>yes</q> she said", "“yes” she said"],
  ["a bracket in a link", '<a href="https://a.b/c">a] b</a>', "[a\\] b](https://a.b/c)"],
  [
    "a link through Google",
    '<a href="https://www.google.com/url?q=https://a.b/c?d%3De&amp;sa=D">it</a>',
    "[it](https://a.b/c?d=e)",
  ],
  [
    "an older mail of Yahoo",
    '<div>Yes.</div><div id="ydp9yahoo_quoted_1" class="ydp9yahoo_quoted">old</div>',
    "Yes.",
  ],
  [
    "an older mail of Spark",
    '<div name="messageBodySection">Yes.</div><div name="messageSignatureSection">Max</div><div name="messageReplySection">On 2 Nov 2026, Ada wrote:<br><blockquote type="cite">old</blockquote></div>',
    "Yes.",
  ],
  [
    "what is transparent",
    '<span style="opacity:0">hidden</span><p style="opacity:0.9">Yes.</p>',
    "Yes.",
  ],
  [
    "own words after a name",
    '<a name="quote">x</a> <p name="signature" id="my-signature-idea">mine</p>',
    "x\n\nmine",
  ],
])("reads HTML: %s", (_, html, words) => {
  expect(commentOfHtml(html)).toBe(words);
});
