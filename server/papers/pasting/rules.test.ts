import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inShort } from "@/server/testing/fixtures/pasted";
import { IDENTIFIERS, type IdentifierType, identifierOf } from "./identifiers";
import { linkOf, readText, valueIn } from "./rules";

describe("a link as it is typed", () => {
  it.each([
    ["see example.org"],
    ["example.org and more"],
    ["example.org1"],
    ["example"],
    ["example.o"],
    ["javascript:alert(1)"],
    ["not a link"],
    ["http://a b"],
    [""],
    ["https://arxiv.org/list/cs.CL/recent"],
  ])("stays: %s", (typed) => expect(linkOf(typed)).toBe(typed));

  it.each([
    [" https://example.org/x ", "https://example.org/x"],
    ["arxiv.org/abs/2401.01234?from=https://example.org", "https://arxiv.org/abs/2401.01234"],
    ["https://arxiv.org/pdf/2401.01234v2", "https://arxiv.org/abs/2401.01234"],
    ["arXiv:2401.01234v2", "https://arxiv.org/abs/2401.01234"],
    [" 10.1145/3292500.3330701 ", "https://doi.org/10.1145/3292500.3330701"],
    ["10.5555/a#b?c<d>", "https://doi.org/10.5555/a%23b%3Fc%3Cd%3E"],
    ["10/abc12", "https://doi.org/abc12"],
    ["www.example.org/paper.pdf", "https://www.example.org/paper.pdf"],
    ["example.org", "https://example.org/"],
    ["a.b.example.org?x", "https://a.b.example.org/?x"],
    ["example.org:8080/x", "https://example.org:8080/x"],
    ["Example.ORG#x", "https://example.org/#x"],
    ["http://wiki/x", "http://wiki/x"],
    ["(https://example.org/x)", "https://example.org/x"],
    ["https://arxiv.org/abs/2401.07772 [cs.CL]", "https://arxiv.org/abs/2401.07772"],
  ])("%s becomes %s", (typed, link) => expect(linkOf(typed)).toBe(link));
});

it("an identifier of one type is found among others", () => {
  const text = "arXiv:2401.01234, doi:10.5555/ABC";
  expect([valueIn(text, "arxiv"), valueIn(text, "doi"), valueIn(text, "acl")]).toEqual([
    "2401.01234",
    "10.5555/abc",
    null,
  ]);
});

const digits = (from: number, to: number) =>
  fc.integer({ min: 10 ** (from - 1), max: 10 ** to - 1 }).map(String);
const month = fc.integer({ min: 1, max: 12 }).map((one) => String(one).padStart(2, "0"));
const year = fc.integer({ min: 15, max: 89 }).map(String);
const letters = (from: number, to: number) =>
  fc.string({
    unit: fc.constantFrom(..."abcdefghijkmnpqrstuvwxyz0123456789"),
    minLength: from,
    maxLength: to,
  });
const hex = fc.string({
  unit: fc.constantFrom(..."0123456789abcdef"),
  minLength: 40,
  maxLength: 40,
});
/** Signs that occur within DOIs. At the end stands a letter, so that no tail and no sentence begins there. */
const suffix = fc
  .tuple(
    letters(1, 6),
    fc.string({ unit: fc.constantFrom(..."abc019-_.:;#?&%+=@"), maxLength: 12 }),
    letters(3, 6),
  )
  .map((parts) => parts.join(""))
  .filter((text) => !/v\d+$|[.,;:?]{2}/.test(text));

const VALUES: Record<Exclude<IdentifierType, "url">, fc.Arbitrary<string>> = {
  arxiv: fc.oneof(
    fc.tuple(year, month, digits(5, 5)).map(([yy, mm, number]) => `${yy}${mm}.${number}`),
    fc
      .tuple(fc.constantFrom("math", "hep-th", "q-bio"), month, digits(3, 3))
      .map(([archive, mm, number]) => `${archive}/99${mm}${number}`),
  ),
  doi: fc.oneof(
    fc.tuple(digits(4, 5), suffix).map(([registrant, rest]) => `10.${registrant}/${rest}`),
    letters(3, 8).map((short) => `10/a${short}`),
  ),
  openreview: letters(8, 12).map((id) => `-${id}_Q`),
  acl: fc.oneof(
    digits(4, 4)
      .filter((n) => !n.endsWith("00"))
      .map((n) => `W18-${n}`),
    digits(1, 4).map((n) => `2023.acl-long.${n}`),
  ),
  pmid: digits(1, 8),
  pmcid: digits(3, 8).map((n) => `PMC${n}`),
  isbn: digits(9, 9).map((nine) => identifierOf("isbn", withCheckDigit(nine))?.value ?? ""),
  semanticscholar: fc.oneof(
    hex,
    digits(3, 9).map((n) => `CorpusID:${n}`),
  ),
  openalex: digits(7, 10).map((n) => `W${n}`),
};

function withCheckDigit(nine: string): string {
  const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  return nine + "0123456789X".charAt((11 - (sum % 11)) % 11);
}

describe.each(Object.entries(VALUES))("identifiers of type %s", (name, values) => {
  const type = name as IdentifierType;

  it("are their own canonical form", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(IDENTIFIERS[type].canonical(value)).toBe(value);
      }),
    );
  });

  it("come back from their canonical link", () => {
    fc.assert(
      fc.property(values, (value) => {
        const link = IDENTIFIERS[type].link(value);
        expect(inShort(readText(link)), link).toBe(`${type} ${value}`);
        expect(linkOf(link)).toBe(link);
      }),
    );
  });
});

it("the address of a page that was kept is kept as it is", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
      const first = readText(address);
      if ("url" in first) expect(readText(first.url)).toEqual(first);
    }),
  );
});

/** Texts of 100,000 characters that make careless patterns read every sign again for every sign. */
const HOSTILE = [
  ..."10. ( < arxiv: 10.10. https:// a. a- [ 9- 978- isbn doi: W ] %2F / _ * 1706. math/ <a & &amp; .. @article{ www. http://a.".split(
    " ",
  ),
  ..."10.1000/ 10.1000/a, ?url= /10.1000/a pmid: ．（ é".split(" "),
  ...[" ", '"', "\n", "isbn 1 "],
];

it.each(HOSTILE)("a long text of %j is read in steps that its length bounds", (piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length));
  // Signs that were looked at cannot be counted within a pattern; a quadratic one would run into the test's limit.
  expect(inShort(readText(text))).toMatch(/^\w+ /);
});
