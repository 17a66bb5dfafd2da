import { expect, it } from "vitest";
import { mailOf, splitEmail, utf8 } from "@/server/testing/fixtures/reply-emails";

const read = (charset: string | null, body: string, encoding = "8bit") => {
  const type = charset === null ? "" : `text/plain; charset=${charset}`;
  return splitEmail(mailOf(type, body, [`Content-Transfer-Encoding: ${encoding}`])).own;
};

it("reads the 32 characters of windows-1252 that ISO 8859-1 lacks", () => {
  const bytes = Array.from({ length: 32 }, (_, at) => String.fromCharCode(128 + at));
  const signs = "€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ".split("");
  for (const label of ["windows-1252", "iso-8859-1", "us-ascii", "cp1252", "iso-8859-15", "x"]) {
    const shown = bytes.map((byte) => read(label, `a${byte}b`));
    expect(shown, label).toEqual(signs.map((sign) => `a${sign === "\u0000" ? "" : sign}b`));
  }
});

it.each<[string, string | null, string, string]>([
  [
    "windows-1252",
    "windows-1252",
    "He said \x93it\x92s \x96 well\x85 5 \x80\x94, Gr\xf6\xdfe",
    "He said “it’s – well… 5 €”, Größe",
  ],
  ["UTF-8 that is called ASCII", "us-ascii", utf8("Größe ✓"), "Größe ✓"],
  ["UTF-8 that is called ISO 8859-1", "iso-8859-1", utf8("naïve – “x”"), "naïve – “x”"],
  ["UTF-8 that is called KOI8-R", "koi8-r", utf8("Привет"), "Привет"],
  ["UTF-8 that is called ISO-2022-JP", "iso-2022-jp", utf8("ほげ"), "ほげ"],
  ["UTF-8 that is called GBK", "gbk", utf8("注意力机制真的有用"), "注意力机制真的有用"],
  ["UTF-8 that could be GBK", "gb2312", utf8("你好，世界，这是一封信"), "你好，世界，这是一封信"],
  ["UTF-8 that could be Shift_JIS", "shift_jis", utf8("これは注意です"), "これは注意です"],
  ["GBK that could be UTF-8", "gbk", "\xc1\xaa\xcd\xa8", "联通"],
  ["UTF-8 under no label", null, utf8("Größe ✓ 語"), "Größe ✓ 語"],
  ["UTF-8 under a label that says so", "unknown-8bit", utf8("é"), "é"],
  ["UTF-8 with a mark in front", "iso-8859-1", `\xef\xbb\xbf${utf8("é")}`, "é"],
  ["windows-1252 that is called UTF-8", "utf-8", "na\xefve \x93x\x94", "naïve “x”"],
  ["windows-1252 under no label", null, "caf\xe9 \x96 5 \x80", "café – 5 €"],
  ["windows-1252 under a label of nothing", "unknown-8bit", "caf\xe9", "café"],
  ["windows-1252 in what was UTF-8 twice", "utf-8", utf8("it\u0092s \u0096 x"), "it’s – x"],
  [
    "UTF-8 that lost a byte",
    "utf-8",
    `${utf8("Größe über alles")} \xc3`,
    "Größe über alles \ufffd",
  ],
  ["ISO-2022-JP that is called UTF-8", "utf-8", "\x1b$B$[$2\x1b(B ok", "ほげ ok"],
  ["ISO-2022-JP", "iso-2022-jp", "\x1b$B$[$2\x1b(B", "ほげ"],
  ["ISO-2022-KR", "iso-2022-kr", "\x1b$)C\x0eGQ1[\x0f ok", "한글 ok"],
  ["HZ", "hz-gb-2312", "~{WV7{~} ok", "字符 ok"],
  ["GB 2312", "gb2312", "\xd7\xd6\xb7\xfb", "字符"],
  ["GB 18030", "gb18030", "\xd7\xd6 \x81\x30\x84\x36", "字 ¥"],
  ["Big5", "big5", "\xa4\xa4\xa4\xe5", "中文"],
  ["Shift_JIS", "shift_jis", "\x82\xd9\x82\xb0", "ほげ"],
  ["code page 932", "cp932", "\x87\x40", "①"],
  ["Shift_JIS by another name", "x-sjis", "\x82\xd9", "ほ"],
  ["EUC-JP", "euc-jp", "\xa4\xdb\xa4\xb2", "ほげ"],
  ["EUC-KR", "euc-kr", "\xc7\xd1\xb1\xdb", "한글"],
  ["KS C 5601", "ks_c_5601-1987", "\xc7\xd1\xb1\xdb", "한글"],
  ["KOI8-R", "koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4", "Привет"],
  ["KOI8-U", "KOI8-U", "\xa6\xa4", "іє"],
  ["windows-1251", "windows-1251", "\xcf\xf0\xe8\xe2\xe5\xf2 \x97 \xb9", "Привет — №"],
  ["windows-1250", "cp1250", "\x8a\x9a \x9e", "Šš ž"],
  ["windows-1253", "windows-1253", "\xe1\xe2", "αβ"],
  ["ISO 8859-2", "iso-8859-2", "\xb1\xe6\xea", "ąćę"],
  ["ISO 8859-5", "iso-8859-5", "\xbf\xe0", "Пр"],
  ["ISO 8859-7", "iso_8859-7", "\xe1", "α"],
  ["ISO 8859-8", "iso-8859-8-i", "\xf9\xec", "של"],
  ["ISO 8859-9", "iso-8859-9", "\xfd\xf0", "ığ"],
  ["ISO 8859-15", "ISO-8859-15", "5 \xa4", "5 €"],
  ["Mac OS Roman", "x-mac-roman", "caf\x8e \xd2x\xd3", "café “x”"],
  ["Mac OS Roman by its old name", "macintosh", "\x8e", "é"],
  ["code page 850", "cp-850", "Gr\x94\xe1e", "Größe"],
  ["code page 437", "IBM437", "\x81", "ü"],
  ["code page 866", "ibm866", "\x8f\xe0", "Пр"],
  ["Thai", "tis-620", "\xa1\xa2", "กข"],
  ["UTF-7", "utf-7", "Hi +Jjo- +AKM-1", "Hi ☺ £1"],
  ["a label in quotes with a blank", '" windows-1251 "', "\xcf", "П"],
  ["a label with what comes after it", "utf8; format=fixed", utf8("é"), "é"],
  ["a label in single quotes", "'koi8-r'", "\xf0", "П"],
  ["a label twice named", '"charset=windows-1251"', "\xcf", "П"],
  ["a label of no set", "x-unknown", "\x93x\x94", "“x”"],
  ["a label that is a word of JavaScript", "constructor", "caf\xe9", "café"],
  ["a label that is no encoding of signs", "base64", "caf\xe9", "café"],
])("reads %s", (_, charset, body, text) => {
  expect(read(charset, body)).toBe(text);
});

it.each<[string, string, Buffer, string]>([
  ["UTF-16 with a mark", "utf-16", Buffer.from("\ufeffGrüße\nzwei", "utf16le"), "Grüße\nzwei"],
  ["UTF-16 without", "utf-16", Buffer.from("Grüße an alle", "utf16le"), "Grüße an alle"],
  ["UTF-16BE", "utf-16be", Buffer.from("Grüße", "utf16le").swap16(), "Grüße"],
  ["UTF-16BE that says only UTF-16", "utf-16", Buffer.from("Grüße", "utf16le").swap16(), "Grüße"],
  ["what says UTF-16 and is not", "utf-16", Buffer.from("Plain words é"), "Plain words é"],
  ["UTF-32", "utf-32le", Buffer.from("G\0\0\0r\0\0\0", "latin1"), "Gr"],
])("reads %s", (_, charset, bytes, text) => {
  expect(read(charset, bytes.toString("base64"), "base64")).toBe(text);
});

it.each<[string, string]>([
  ["=E9t=E9 =96 so=\n on", "été – so on"],
  ["a=3Db =zz =", "a=b =zz"],
  ["soft =  \nbreak=\n", "soft break"],
  ["=e2=9c=93", "✓"],
])("reads %j in quoted-printable", (body, text) => {
  expect(read("iso-8859-1", body, "quoted-printable")).toBe(text);
});

it.each(["R3LDtsOfZQ==", "R3LD\ntsOf\nZQ==\n", "R3LDtsOfZQ", "R3LD!tsOfZQ==\n-- \n"])(
  "reads %j in base64",
  (body) => {
    expect(read("utf-8", body, "BASE64")).toMatch(/^Größe/);
  },
);

it("drops characters that the database cannot hold", () => {
  expect(read("utf-8", "a\x00b\x1bc\x07d\x7fe\tf")).toBe("abcde\tf");
});
