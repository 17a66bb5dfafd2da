import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import {
  COMMENT_OPERATORS,
  conditionsIn,
  groupsIn,
  OPERATORS,
  partsOf,
  readQuestion,
  readYears,
  type Term,
  toggle,
  wordsOf,
  wordsToMark,
  writeQuestion,
} from "./rules";

/** A question in short: each part as "kind text", with a minus for what is left out. */
const parts = (q: string) => readQuestion(q).terms.map(inShort);

const inShort = (term: Term): string =>
  term.kind === "either"
    ? term.parts.map(inShort).join(" | ")
    : `${term.not ? "-" : ""}${term.kind} ${term.text}`;

describe("a search text", () => {
  it.each([
    ["attention is all", ["word attention", "word is", "word all"]],
    ['"fine tuning" lora', ["phrase fine tuning", "word lora"]],
    ["“fine tuning”", ["phrase fine tuning"]],
    ["„Text“ «words»", ["phrase Text", "phrase words"]],
    ["lora -survey", ["word lora", "-word survey"]],
    ['lora -"a survey"', ["word lora", "-phrase a survey"]],
    ["author:hinton", ["author hinton"]],
    ['author:"Geoffrey Hinton"', ["author Geoffrey Hinton"]],
    ['-Author:"Geoffrey  Hinton"', ["-author Geoffrey Hinton"]],
    ["title:graphs venue:Nature", ["title graphs", "venue Nature"]],
    ["year:2023", ["year 2023"]],
    ["year:2023..", ["year 2023.."]],
    ["year:..2020", ["year ..2020"]],
    ["year:2023..2021", ["year 2021..2023"]],
    ["year:2021-2023", ["year 2021..2023"]],
    ["topic:systems, has:comments", ["topic systems", "has discussion"]],
    ['in:Friday-Lunch read:"Friday lunch"', ["in friday-lunch", "read friday-lunch"]],
    ["transformer OR attention", ["word transformer | word attention"]],
    [
      'deep "graph neural" OR gnn nets',
      ["word deep", "phrase graph neural | word gnn", "word nets"],
    ],
    ["a OR b OR c d", ["word a | word b | word c", "word d"]],
    [
      'author:ada OR author:"Li Wei" year:2020 OR year:2023..',
      ["author ada | author Li Wei", "year 2020 | year 2023.."],
    ],
    ["a OR title:b in:x OR read:y", ["word a | title b", "in x | read y"]],
    ["TO BE OR NOT", ["word TO", "word BE | word NOT"]],
    // What is left out is no alternative.
    ["a OR -b", ["word a", "word or", "-word b"]],
    ["-a OR b c", ["-word a", "word or", "word b", "word c"]],
    ["OR a OR", ["word or", "word a", "word or"]],
    ["a OR OR b", ["word a", "word or | word b"]],
    ["a or b", ["word a", "word or", "word b"]],
    ['"a OR b" -OR', ["phrase a OR b", "-word OR"]],
    // What is not understood is words.
    ["author: hinton", ["word author:", "word hinton"]],
    ["year:soon", ["word year:soon"]],
    ["has:wings", ["word has:wings"]],
    ["in:../x", ["word in:../x"]],
    ["colour:red", ["word colour:red"]],
    ['"fine tuning', ["word fine", "word tuning"]],
    ['12" screens', ["word 12", "word screens"]],
    ["pre-training", ["word pre-training"]],
    ["pre - training", ["word pre", "word training"]],
    ['"pre"-training', ["phrase pre", "word training"]],
    ['--author:li "pre"-author:li', ["-author li", "phrase pre", "author li"]],
    ["BERT: Pre-training of C++", ["word BERT:", "word Pre-training", "word of", "word C++"]],
    ["https://arxiv.org/abs/1706.03762", ["word https://arxiv.org/abs/1706.03762"]],
    ['"" -"" author:"" - -- !!', ["word author:"]],
    ["", []],
  ])("%j is read part by part", (q, expected) => expect(parts(q)).toEqual(expected));

  it("says what was meant as an operator, and is none", () => {
    const misread = (q: string) => readQuestion(q).misread;
    expect(misread("colour:red year:soon author: x")).toEqual([
      "colour:red",
      "year:soon",
      "author:",
    ]);
    expect(misread('from:"2 May"')).toEqual(['from:"2 May"']);
    expect(misread("OR a OR -b or c OR")).toEqual(["OR", "OR", "OR"]);
    expect(misread("a OR b OR c")).toEqual([]);
    for (const q of ["BERT: words", "arxiv:1706.03762", "doi:10.1/x", "https://a.org/b:c", "a:"])
      expect(misread(q), q).toEqual([]);
  });

  it("has only the operators of the place where it is asked", () => {
    const { terms, misread } = readQuestion("author:ada topic:systems", COMMENT_OPERATORS);
    expect(terms.map(({ kind }) => kind)).toEqual(["author", "word"]);
    expect(misread).toEqual(["topic:systems"]);
  });

  it("has at most twenty conditions; what is more is words", () => {
    const { terms } = readQuestion("-x ".repeat(60));
    expect(terms.filter((term) => term.kind !== "either" && term.not)).toHaveLength(20);
    expect(terms).toHaveLength(60);
  });

  it("has at most twenty alternatives, however they are spread", () => {
    for (const q of ["x OR ".repeat(60), "x OR y ".repeat(40), `-z ${"x OR y OR z ".repeat(40)}`]) {
      const conditions = conditionsIn(readQuestion(q));
      expect(partsOf(conditions).length).toBeGreaterThan(17);
      expect(partsOf(conditions).length).toBeLessThanOrEqual(20);
    }
  });

  it("is ordered by words of alternatives, unless an operator is one: what it finds need not have them", () => {
    expect(wordsOf(readQuestion('deep lora OR "low rank" nets'))).toBe(
      "deep lora OR low rank nets",
    );
    expect(wordsOf(readQuestion("deep lora OR author:li"))).toBe("deep");
    expect(wordsOf(readQuestion("lora OR title:rank"))).toBe("");
    expect(wordsToMark(readQuestion("deep -nets lora OR title:rank author:li"))).toBe(
      "deep lora rank",
    );
    expect(groupsIn(readQuestion("in:x OR read:y -in:z"))).toEqual(["x", "y", "z"]);
  });

  it("is ordered by its words and phrases, and limited by everything else", () => {
    const question = readQuestion('deep "graph networks" -survey author:li in:lunch -read:lunch');
    expect(wordsOf(question)).toBe("deep graph networks");
    expect(conditionsIn(question).map(({ kind }) => kind)).toEqual([
      "phrase",
      "word",
      "author",
      "in",
      "read",
    ]);
    expect(groupsIn(question)).toEqual(["lunch"]);
  });
});

describe("any text at all", () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      ...OPERATORS.map((name) => `${name}:`),
      "foo:",
      "-",
      "−",
      '"',
      "“",
      " ",
      "  ",
      "..",
      "OR",
      " OR ",
    ),
    fc.constantFrom(
      "2023",
      "1999",
      "a",
      "Ada",
      "C++",
      "日本",
      "é",
      "\u200f",
      "%",
      "\\",
      "'",
      "$$",
      "\u0000",
    ),
    fc.string({ unit: "binary", maxLength: 6 }),
  );
  const texts = fc.array(pieces, { maxLength: 40 }).map((all) => all.join(""));

  it("is read without a fault, into parts with something to look for", () => {
    fc.assert(
      fc.property(texts, (q) => {
        const { terms, misread } = readQuestion(q);
        expect(partsOf(conditionsIn({ terms, misread })).length).toBeLessThanOrEqual(20);
        for (const { kind, text } of partsOf(terms)) {
          expect(text).toMatch(/[\p{L}\p{N}\p{S}]/u);
          expect(text).not.toMatch(/["“”„«»]/);
          if (kind === "year") expect(readYears(text)).not.toBeNull();
        }
      }),
      { numRuns: size(300, 10_000) },
    );
  });

  it("is the same question once it is written in its one form", () => {
    fc.assert(
      fc.property(texts, (q) => {
        const { terms } = readQuestion(q);
        const written = writeQuestion(terms);
        expect(readQuestion(written).terms).toEqual(terms);
        expect(writeQuestion(readQuestion(written).terms)).toBe(written);
      }),
      { numRuns: size(300, 10_000) },
    );
  });
});

describe("a filter", () => {
  const toggled = (q: string, kind: "year" | "topic", text: string) =>
    writeQuestion(toggle(readQuestion(q).terms, { kind, text, not: false }));

  it("is added, and taken out by the same link", () => {
    expect(toggled("deep nets", "topic", "systems")).toBe("deep nets topic:systems");
    expect(toggled("deep topic:Systems nets", "topic", "systems")).toBe("deep nets");
    expect(toggled("deep OR wide", "topic", "systems")).toBe("deep OR wide topic:systems");
    expect(toggled("a topic:systems OR b", "topic", "systems")).toBe(
      "a topic:systems OR b topic:systems",
    );
  });

  it("of a year takes the place of another year", () => {
    expect(toggled("nets year:2020.. -year:2021", "year", "2023")).toBe(
      "nets -year:2021 year:2023",
    );
  });
});
