import { drawer } from "../tier";

// Values that a parser may let through and PostgreSQL, a CHECK or a library behind it may not.

/** Numbers too large for the columns they might be stored in, or for exact counting in JavaScript. */
export const NUMBERS: readonly unknown[] = [
  ...[-1, 0, -0, 1.5, 5e-324, 32_768, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 32],
  ...[2 ** 53 - 1, 2 ** 53, 2 ** 63, -(2 ** 63), 1e21, 1e308, -1e308],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];

/** Instants and days at the limits of JavaScript, PostgreSQL or a calendar. */
export const MOMENTS: readonly unknown[] = [
  "-271821-04-20T00:00:00.000Z",
  "+275760-09-13T00:00:00.000Z",
  "0000-01-01T00:00:00.000Z",
  "0000-01-01",
  "-000001-01-01T00:00:00.000Z",
  "0001-01-01",
  "9999-12-31T23:59:59.999Z",
  "9999-12-31",
  "+010000-01-01T00:00:00.000Z",
  "2026-02-30",
  "2026-02-29",
  "2026-13-01",
  "2026-12-31T24:00:00Z",
  "2026-12-31T23:59:60Z",
  "24:00",
  "23:59:60",
  "infinity",
  "-infinity",
  "now",
  new Date(8.64e15),
  new Date(-8.64e15),
  new Date(Number.NaN),
];

/** Addresses that the URL standard reads in unexpected ways. */
export const ADDRESSES: readonly unknown[] = [
  "HTTPS://A.org/",
  "hTtP://a.org",
  "https:a.org",
  "https:/a.org",
  "https:///a.org",
  "http:\\\\a.org",
  "https:\\a.org\\b",
  "ht\ntps://a.org/",
  "https://a.org/\tb\nc",
  "\u0000https://a.org/",
  " https://a.org/ ",
  "https://ａ.org/",
  "https://münchen.example/ü?ü#ü",
  "https://a%2eorg/",
  "https://a.org/%00",
  "https://a.org/%ff%ED%A0%80",
  "https://a.org/\ud800",
  "https://0x7f.1/",
  "https://[::1]/",
  "https://[::ffff:1.2.3.4]/",
  "https://a.org:0443/",
  "https://a.org:99999/",
  "https://@a.org/",
  "https://:@a.org/",
  "https://a.org?b",
  "https://a.org#b",
  `https://a.org/${"ü".repeat(900)}`,
  `https://a.org/${" ".repeat(1900)}x`,
  "HTTPS://ARXIV.ORG/abs/2401.07770v1",
  "https:arxiv.org/abs/2401.07771",
  "http:\\\\doi.org\\10.1000/x",
  "arXiv:2401.99999999999999999999",
  "10.1000/\u{10ffff}",
];

/** Texts that are special to a database, an index, a pattern or an object. */
export const TEXTS: readonly unknown[] = [
  "",
  " ",
  "\u3000",
  "\u0000",
  "a\u0000b",
  "%00",
  "%2500",
  "%",
  "%E0%A4%A",
  "\ud83d",
  "\ude00a",
  "\ufffe\uffff",
  "\u{10ffff}",
  "\u2028",
  "\u0085",
  "\u200b",
  "\u202e",
  "İıſKẞŉǰΐ",
  "ﷺ".repeat(40),
  "a\u0301".repeat(30),
  "__proto__",
  "constructor",
  "toString",
  "null",
  "undefined",
  "true",
  "NaN",
  "1e309",
  "-1",
  "9".repeat(400),
  "2147483648",
  "00000000-0000-0000-0000-00000000000g",
  "{00000000-0000-4000-8000-000000000000}",
  "000000000000400080000000000000000",
  "00000000-0000-4000-8000-000000000000 ",
  "00000000-0000-4000-8000-000000000000\n",
  "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
  "' OR 1=1 --",
  "\\",
  "\\x",
  "$1",
  "a & ! | ( <-> :*",
  "[[[[[[(((((",
  "x".repeat(2800),
  "x".repeat(9000),
  "🜚".repeat(1300),
  "x".repeat(50_000),
  "$".repeat(300),
  "CON",
  "ada@EXAMPLE.org",
  "Etc/GMT+25",
  "America/New_York\u0000",
  "UTC+1",
];

/** Random characters of three bytes each, which no index can compress. */
function signs(count: number): string {
  const draw = drawer(1);
  const one = () => String.fromCharCode(0x4e00 + Math.floor(draw() * 20_000));
  return Array.from({ length: count }, one).join("");
}

/** Texts as long as fields may be, and longer; an index entry has room for 2,704 bytes. */
export const LONG_TEXTS: readonly unknown[] = [60, 120, 200, 500, 1000, 2000, 10_000].map(signs);

function nested(depth: number): unknown {
  let inner: unknown = "x";
  for (let level = 0; level < depth; level++) inner = [{ a: inner }];
  return inner;
}

/** Values that are neither texts nor numbers. */
export const SHAPES: readonly unknown[] = [
  null,
  undefined,
  true,
  false,
  [],
  {},
  [null],
  [""],
  ["\u0000"],
  Array.from({ length: 51 }, () => "00000000-0000-4000-8000-000000000000"),
  Array.from({ length: 2000 }, () => 0),
  nested(15),
  JSON.parse('{"__proto__": {"a": 1}, "constructor": {"prototype": {}}}'),
  JSON.parse('{"toString": "x", "valueOf": 1, "then": 1, "length": -1, "toJSON": "x"}'),
  { "\u0000": 1 },
  { a: "\ud83d" },
];
