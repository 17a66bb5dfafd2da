import { expect, it, vi } from "vitest";
import { decodeText } from "./charset";
import { addressesIn, headersOf, headersOfMail, partsOf } from "./parts";

vi.mock("./charset", async (original) => {
  const real = await original<typeof import("./charset")>();
  return { ...real, decodeText: vi.fn(real.decodeText) };
});

const mail = (...lines: string[]) => Buffer.from(lines.join("\r\n"), "latin1");
const words = (raw: Buffer) =>
  partsOf(raw)?.parts.map((part) => `${part.type}: ${Buffer.from(part.bytes(1000)).toString()}`);

const HALVES = ["--b", "", "one", "--b", "Content-Type: text/html", "", "two"];

it.each<[string, Buffer, string[]]>([
  ["one part", mail("Subject: x", "", "words"), ["text/plain: words"]],
  ["no headers", mail("", "words"), ["text/plain: words"]],
  ["line feeds alone", Buffer.from("A: b\n\nwords\nmore"), ["text/plain: words\nmore"]],
  ["a type that is none", mail("Content-Type: text", "", "words"), ["text/plain: words"]],
  ["an empty type", mail("Content-Type: ;", "", "words"), ["text/plain: words"]],
  ["a type with a comment", mail("Content-Type: text/html (x)", "", "w"), ["text/html: w"]],
  [
    "two parts",
    mail("Content-Type: multipart/mixed; boundary=b", "", "pre", ...HALVES, "--b--", "post"),
    ["text/plain: one", "text/html: two"],
  ],
  [
    "parts without an end",
    mail("Content-Type: multipart/mixed; boundary=b", "", ...HALVES),
    ["text/plain: one", "text/html: two"],
  ],
  [
    "a boundary in quotes, folded",
    mail("Content-Type: multipart/mixed;", '\tboundary="b c"', "", "--b c  ", "", "one", "--b c--"),
    ["text/plain: one"],
  ],
  [
    "a boundary that is part of a line",
    mail("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "x --b", "--bc", "--b--"),
    ["text/plain: x --b\r\n--bc"],
  ],
  [
    "a boundary named twice, the first one",
    mail("Content-Type: multipart/mixed; boundary=b; boundary=c", "", "--b", "", "x", "--b--"),
    ["text/plain: x"],
  ],
  [
    "a boundary in pieces (RFC 2231)",
    mail(
      "Content-Type: multipart/mixed; boundary*0=b; boundary*1=c",
      "",
      "--bc",
      "",
      "x",
      "--bc--",
    ),
    ["text/plain: x"],
  ],
  [
    "a boundary that is nowhere, as words",
    mail("Content-Type: multipart/mixed; boundary=b", "", "words"),
    ["text/plain: words"],
  ],
  ["no boundary, as words", mail("Content-Type: multipart/mixed", "", "w"), ["text/plain: w"]],
])("takes apart an email with %s", (_, raw, parts) => {
  expect(words(raw)).toEqual(parts);
});

it("stops at more parts, or deeper ones, than any email has", () => {
  const inner = (depth: number): string =>
    `Content-Type: multipart/mixed; boundary=b${depth}x\r\n\r\n--b${depth}x\r\n${depth < 60 ? inner(depth + 1) : "\r\nend"}`;
  expect(partsOf(Buffer.from(inner(0)))?.parts).toHaveLength(1);
  const many = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(10_000)}`;
  expect(partsOf(Buffer.from(many))?.parts).toHaveLength(100);
});

it("refuses headers larger than those of any email", () => {
  expect(partsOf(Buffer.from(`A: ${"x".repeat(100_001)}\r\n\r\nwords`))).toBeNull();
  expect(partsOf(Buffer.from("x".repeat(500_000)))).toBeNull();
  expect(headersOfMail(Buffer.from(`A: ${"x".repeat(200_000)}`))).toEqual([]);
});

it("reads headers with any bytes, and drops those that cannot be stored", () => {
  const raw = mail(
    "X: a\0b\x07",
    "Y: Gr\xfc\xdfe",
    "Y: zwei",
    " drei",
    "\xa0Z: no",
    ": no",
    "no",
    "",
  );
  const headers = headersOfMail(raw);
  expect(headersOf({ headers }, "x")).toEqual(["ab"]);
  expect(headersOf({ headers }, "y")).toEqual(["Grüße", "zwei drei"]);
  expect(headersOf({ headers }, "z")).toEqual([]);
});

it.each([
  ["=?iso-8859-1?Q?M=FCller=2C_J?= <max@example.org>", ["max@example.org"]],
  ["=?windows-1252?Q?O=92Connor?= <Max@Example.org>", ["max@example.org"]],
  ["=?unknown-8bit?Q?=93x?= <max@example.org>", ["max@example.org"]],
  ["=?iso-2022-jp?B?GyRCJFskMhsoQg==?= <max@example.org>", ["max@example.org"]],
  ["=?utf-7?Q?+AKM-?= <max@example.org>", ["max@example.org"]],
  ["=?koi8-r?B?8NLJ18XU?= <max@example.org>", ["max@example.org"]],
  ["Gr\xfc\xdfe <max@example.org>", ["max@example.org"]],
  ['"Müller, J." <max@example.org>, b@example.org', ["max@example.org", "b@example.org"]],
  ["Muster, Max <max@example.org>", ["max@example.org"]],
  ["Muster, eve@example.org, Max <max@example.org>", ["eve@example.org", "max@example.org"]],
  ["=?utf-8?Q?eve=40example.org=3E?= <max@example.org>", ["max@example.org"]],
])("reads the address in %j", (line, addresses) => {
  expect(addressesIn([{ key: "from", value: line }], "from")).toEqual(addresses);
});

it("decodes only headers that somebody asks for: an email of a megabyte may have a hundred thousand", () => {
  const lines = "a:\xe9\r\n".repeat(190);
  const part = `--b\r\n${lines}Content-Type: text/html\r\n\r\nx\r\n`;
  const raw = mail(
    "From: a@b.org",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    part.repeat(90),
  );
  vi.mocked(decodeText).mockClear();
  const found = partsOf(raw);
  expect(found?.parts).toHaveLength(90);
  expect(found?.parts.at(-1)?.type).toBe("text/html");
  // The type of each part is read, and that of the email.
  expect(decodeText).toHaveBeenCalledTimes(91);
  expect(addressesIn(found?.headers ?? [], "from")).toEqual(["a@b.org"]);
});

it("ignores headers with more lines than any email has", () => {
  const lines = (count: number) => "a:\r\n".repeat(count);
  expect(partsOf(Buffer.from(`${lines(3001)}\r\nwords`))).toBeNull();
  expect(headersOfMail(Buffer.from(`${lines(3001)}\r\nwords`))).toEqual([]);
  const part = `--b\r\n${lines(201)}Content-Type: text/html\r\n\r\nx\r\n`;
  const raw = Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${part}`);
  expect(partsOf(raw)?.parts.map(({ type }) => type)).toEqual(["text/plain"]);
});

it("looks at no more than fifty headers of one name", () => {
  const headers = headersOfMail(Buffer.from("To: a@b.org\r\n".repeat(2000)));
  expect(headersOf({ headers }, "to")).toHaveLength(50);
});

it("recognizes a header by its name alone, whatever stands before the email", () => {
  const headers = headersOfMail(
    mail("\xef\xbb\xbfTo: a@b.org", "From : c@d.org", "Fr\0om: e@f.org", "Fr om: g@h.org", "", ""),
  );
  expect(headers.map(({ key }) => key)).toEqual(["to", "from"]);
});
