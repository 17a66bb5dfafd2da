import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repairDamage } from "./rules";

it.each([
  ["a dash", "The more data the model has, the modelx2013and us.", "modelx2013and", "model–and"],
  ["a dash after a word that binds", "Settings in whichx2013by luckx2014it fails.", null, null],
  ["an apostrophe", "A model errs. The modelu2019s errors stay.", "modelu2019s", "model’s"],
  ["letters", "Erdu0151s, Ru00e9nyi and Gu00f6del", "Erdu0151s, Ru00e9nyi", "Erdős, Rényi"],
  ["an entity", "R&amp;D", "R&amp;D", "R&D"],
  ["an entity that was escaped twice", "x &amp;amp;lt; y", "&amp;amp;lt;", "<"],
  [
    "an entity by number",
    "Erd&#337;s &#x2013; R&eacute;nyi",
    "Erd&#337;s &#x2013; R&eacute;nyi",
    "Erdős – Rényi",
  ],
  ["an escape of a program", "Erd\\u0151s and R\\u00e9nyi", "Erd\\u0151s", "Erdős"],
  [
    "UTF-8 read as Latin-1",
    "naÃ¯ve Ã©tudes at 10Â°C",
    "naÃ¯ve Ã©tudes at 10Â°C",
    "naïve études at 10°C",
  ],
  ["UTF-8 read as Windows-1252", "donâ€™t say â€œMichaÅ‚â€\u009d", "donâ€™t", "don’t"],
  ["a mark of which a byte is no sign", "â€œMichaÅ‚â€\u009d", "â€\u009d", "“Michał”"],
])("repairs %s", (_what, text, gone, there) => {
  const repaired = repairDamage(text);
  expect(repaired).not.toBe(text);
  if (gone === null || there === null) expect(repaired).toBe("Settings in which–by luck—it fails.");
  else {
    expect(repaired).toContain(there);
    expect(repaired).not.toContain(gone);
  }
  expect(repairDamage(repaired)).toBe(repaired);
});

it.each([
  ["a name with a year", "Linux2013 and Matrix2019s and flex2014"],
  ["the key of a reference", "as in knox2013learning and cox2019analysis"],
  ["a size", "images of 1024x2014 pixels"],
  ["a number of a machine", "on gpu0123 and cpu0100"],
  ["a text about such signs", "How HTML writes &amp;, and Unicode \\u2013"],
  ["an address", "see https://example.org/?a=1&amp;b=2"],
  ["a formula", "where $a \\ll b$ and $\\uparrow$, \\u{a}"],
  ["capitals before a quotation mark", "«IRMÃ» and «Â»"],
  ["quoted letters", "„Straß“, 5×“3”"],
  ["what decodes to a control character", "a &#1; b"],
])("leaves %s alone", (_what, text) => {
  expect(repairDamage(text)).toBe(text);
});

/** Words of sound abstracts, with the names, years, formulas, keys and addresses that look most like damage. */
const SOUND = fc.constantFrom(
  ...[
    "the",
    "model",
    "models",
    "data",
    "learning",
    "index",
    "box",
    "menu",
    "which",
    "by",
    "relax",
    "Linux2013",
    "MICRO2014",
  ],
  ...[
    "x2013",
    "u2019",
    "flex2019",
    "knox2013learning",
    "1024x2014",
    "gpu0123",
    "CoNLL2003",
    "$x_{2013}$",
    "\\u{g}",
    "R&D",
  ],
  ...[
    "AT&T;",
    "São",
    "Ångström",
    "naïve",
    "Âge",
    "Łojasiewicz",
    "„Straß“",
    "don’t",
    "a–b",
    "€5",
    "<x>",
    "10°C",
    "λ-calculus",
  ],
  ...[
    "https://example.org/a?b=1&c=2",
    "ada@example.org",
    "f(x)=x²",
    "p<0.05",
    "深層学習",
    "\\alpha",
    "50%",
    "C++",
    "É",
    "Ã",
  ],
);
const soundText = fc
  .array(fc.tuple(SOUND, fc.constantFrom(" ", ", ", ". ", " – ", ": ", " (")), {
    minLength: 1,
    maxLength: 40,
  })
  .map((pieces) => pieces.flat().join(""));

describe("properties", () => {
  it("never touches sound text", () => {
    fc.assert(
      fc.property(soundText, (text) => {
        expect(repairDamage(text)).toBe(text);
      }),
    );
  });

  it("never touches text without any of the signs that damage leaves", () => {
    const signs = fc.integer({ min: 0x20, max: 0x24f }).map((code) => String.fromCodePoint(code));
    const text = fc
      .array(signs, { maxLength: 60 })
      .map((all) => all.join("").replace(/[&\\ux\u007F-\u009FâÂ\u00C3-\u00DE]/g, ""));
    fc.assert(
      fc.property(text, (one) => {
        expect(repairDamage(one)).toBe(one);
      }),
    );
  });

  it("brings a lost dash between words of the text back, wherever it was", () => {
    const word = fc.constantFrom("model", "laws", "class", "policy", "trees");
    fc.assert(
      fc.property(soundText, word, word, fc.constantFrom("x", "u"), (text, one, other, sign) => {
        const around = (middle: string) =>
          `The ${one} is old. ${text} ${one}${middle}${other} ${text}`;
        expect(repairDamage(around(`${sign}2014`))).toBe(around("—"));
      }),
    );
  });

  it("is done once", () => {
    const damaged = fc
      .array(
        fc.oneof(
          SOUND,
          fc.constantFrom("&amp;amp;", "modelx2013and", "cafÃ©", "donâ€™t", "\\u00e9", "&lt;"),
        ),
      )
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(damaged, (text) => {
        const once = repairDamage(text);
        expect(repairDamage(once)).toBe(once);
      }),
    );
  });
});
