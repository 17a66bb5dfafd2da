import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inShort, readsAs } from "@/server/testing/fixtures/pasted";
import { readText } from "./rules";

const A = "arxiv 2403.04567";
const D = "doi 10.5555/abc.2024.17";

describe("what stands around an identifier", () => {
  readsAs(
    readText,
    [
      ["Is it 10.5555/abc.2024.17?", D],
      ["Look: 10.5555/abc.2024.17!", D],
      ["(10.5555/abc.2024.17)", D],
      ["[10.5555/abc.2024.17].", D],
      ["{10.5555/abc.2024.17},", D],
      ["<10.5555/abc.2024.17>", D],
      ["“10.5555/abc.2024.17”", D],
      ["«10.5555/abc.2024.17»", D],
      ["‘10.5555/abc.2024.17’", D],
      ["`10.5555/abc.2024.17`", D],
      ['10.5555/abc.2024.17"', D],
      ["10.5555/abc.2024.17…", D],
      ["**10.5555/abc.2024.17**", D],
      ["_10.5555/abc.2024.17_", D],
      ["10.5555/abc.2024.17 — a good one", D],
      ["10.5555/abc.2024.17—a good one", D],
      ["\u200B10.5555/abc.2024.17\u200B", D],
      ["10.5555/abc\u00AD.2024.17", D],
      ["\u200F10.5555/abc.2024.17\u200E", D],
      ["\uFEFFhttps://doi.org/10.5555/abc.2024.17", D],
      ["10.5555/abc.2024.17\u00A0(2024)", D],
      ["１０．５５５５／ａｂｃ．２０２４．１７", D],
      ["（10.5555/abc.2024.17）", D],
      ["「10.5555/abc.2024.17」。", D],
      ["见10.5555/abc.2024.17，第三页", D],
      ["DOI：10.5555/abc.2024.17", D],
      ["10.5555/abc.2024.17をご覧ください", D],
      ["10.5555/a‐b–c", "doi 10.5555/a-b-c"],
      ["https://arxiv.org/abs/2403.04567.", A],
      ["https://arxiv.org/abs/2403.04567, and", A],
      ["https://arxiv.org/abs/2403.04567)", A],
      ["https://arxiv.org/abs/2403.04567?", A],
      ["https://arxiv.org/abs/2403.04567;", A],
      ["https://arxiv.org/abs/2403.04567 [cs.CL]", A],
      ["https://arxiv.org/abs/2403.04567，很好", A],
      ["https://arxiv.org/abs/2403.04567是一篇", A],
      ["（https://arxiv.org/abs/2403.04567）很好", A],
      ["<https://arxiv.org/abs/2403.04567>", A],
      ["A title<https://arxiv.org/abs/2403.04567>", A],
      ["[A title](https://arxiv.org/abs/2403.04567)", A],
      ['[A title](https://arxiv.org/abs/2403.04567 "hover").', A],
      ['<a href="https://arxiv.org/abs/2403.04567">A title</a>', A],
      ["<p>arXiv:2403.04567</p>", A],
      ["https://arxiv.org/abs/2403.04567&nbsp;", A],
      ["|https://arxiv.org/abs/2403.04567|", A],
      ["> https://arxiv.org/abs/2403.04567", A],
      ["- https://arxiv.org/abs/2403.04567", A],
      ["1. arXiv:2403.04567", A],
      ["Okafor, A. (2024). A title of it. https://doi.org/10.5555/abc.2024.17", D],
      ["A. Okafor and B. Other. A title. arXiv preprint arXiv:2403.04567, 2024.", A],
      [
        "doi: 10.5555/abc.2024.17. Epub 2024 Mar 7. PMID: 12345678; PMCID: PMC1234567.",
        `${D}, pmid 12345678, pmcid PMC1234567`,
      ],
      ["arXiv:2403.04567, doi:10.48550/arXiv.2403.04567", A],
      ["Code at https://example.org/code, paper arXiv:2403.04567", A],
      ["https://doi.org/10.5555/abc.2024.17https://arxiv.org/abs/2403.04567", `${D}, ${A}`],
      ["https://doi.org/10.5555/ abc.2024.17", D],
      ["10.5555/ abc.2024.17", D],
      ["A title of a paper", "words"],
      ["What is 10.5 / 3?", "words"],
      ["C# in depth", "words"],
      ["  Two   blanks ", "words Two blanks"],
      ["", "refused malformed"],
      [" \n\u200B ", "refused malformed"],
    ].map(([text = "", answer = ""]) => [text, answer] as const),
  );
});

describe("several lines", () => {
  readsAs(readText, [
    ["2403.04567\n10.5555/abc.2024.17", `${A}, ${D}`],
    ["2403.04567\r\n\r\n10.5555/abc.2024.17\r\n", `${A}, ${D}`],
    ["- arXiv:2403.04567\n- P18-1089\n- PMC1234567", `${A}, acl P18-1089, pmcid PMC1234567`],
    ["A title of a paper\nhttps://arxiv.org/abs/2403.04567", A],
    ["2403.04567\nhttps://arxiv.org/abs/2403.04567v2", A],
    [
      "https://example.org/a\nhttps://example.org/b",
      "url https://example.org/a, url https://example.org/b",
    ],
    ["2403.04567\nhttps://example.org/a", `${A}, url https://example.org/a`],
    ["arXiv:\n2403.04567", A],
    ["https://doi.org/10.5555/\nabc.2024.17", D],
    ["First line\nsecond line", "words First line second line"],
    ["2403.04567\narXiv:2413.04567", A],
  ]);
});

/** Signs that people type, or programs put, around an identifier without meaning anything by it. */
const AROUND: readonly (readonly [string, string])[] = [
  ...([
    ["(", ")"],
    ["[", "]"],
    ["<", ">"],
    ["“", "”"],
    ["`", "`"],
    ["**", "**"],
    ["see ", "."],
  ] as const),
  ...([
    ["", ","],
    ["", "?"],
    ["\u200B", "\u200B"],
    ["\u00A0", "\u00A0"],
    ["read: ", "; then talk"],
  ] as const),
  ...([
    ["（", "）"],
    ["\n", "\n"],
    ["> ", ""],
    ["- ", " (2024)"],
    ["<p>", "</p>"],
    ["", "…"],
  ] as const),
];

const SAMPLES = [
  ...[
    "arXiv:2403.04567",
    "https://arxiv.org/abs/2403.04567v2",
    "hep-th/9912345",
    "10.5555/abc.2024.17",
    "PMC1234567",
  ],
  ...[
    "10.1016/0004-0000(90)90010-9",
    "https://doi.org/10.5555/abc.2024.17",
    "PMID: 12345678",
    "2023.acl-long.12",
  ],
  ...[
    "P18-1089",
    "ISBN 978-0-306-40615-7",
    "https://openreview.net/forum?id=aBcDeF12gh",
    "CorpusID:123456",
  ],
  ...["W2123456789", "https://example.org/paper"],
];

describe("any text", () => {
  it("means the same, whatever stands around it", () => {
    const around = fc.array(fc.constantFrom(...AROUND), { maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), around, (sample, layers) => {
        const text = layers.reduce((inner, [before, after]) => before + inner + after, sample);
        expect(inShort(readText(text)), text).toBe(inShort(readText(sample)));
      }),
    );
  });

  it("gets one of the four answers", () => {
    const pieces = fc.constantFrom(
      ..."10./:()<>[]{}%&;#?@ \n-_vx",
      "arXiv:",
      "doi:",
      "https://",
      "www.",
      "isbn ",
      "%2F",
    );
    const odd = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(odd, (text) => {
        expect(inShort(readText(text))).toMatch(/^\w+ /);
      }),
    );
  });
});
