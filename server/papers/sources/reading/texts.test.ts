import { describe, expect, it } from "vitest";
import { dateOf, dateOfParts, moreExactDate } from "./dates";
import { readXml } from "./markup";
import { authorsOf, invertedAuthorOf, personOf } from "./people";
import { withoutTex } from "./tex";
import { abstractOf, repairText, titleOf } from "./texts";

describe("a title becomes plain text", () => {
  it.each([
    ["inline tags", "Uptake of H<sub>2</sub>O by <i>E. coli</i>", "Uptake of H2O by E. coli"],
    ["escaped tags", "Growth of &lt;i&gt;E. coli&lt;/i&gt;", "Growth of E. coli"],
    ["tags that were escaped twice", "On &amp;lt;b&amp;gt;x&amp;lt;/b&amp;gt;", "On x"],
    ["entities that were escaped twice", "Caf&amp;eacute; &amp;amp; Bar", "Café & Bar"],
    ["signs of comparison", "When a<b and c > d &lt; e", "When a<b and c > d < e"],
    ["wrapped lines", "A title\n  that is\n  wrapped", "A title that is wrapped"],
    ["TeX accents", `Poincar\\'e, G\\"{o}del and Erd\\H{o}s`, "Poincaré, Gödel and Erdős"],
    ["braces that protect capitals", "{BERT}opic in the {W}ild", "BERTopic in the Wild"],
    ["mathematics", "Bounds for $\\alpha_{n}$ in {T}ime", "Bounds for $\\alpha_{n}$ in Time"],
    ["styles", "{\\em Ab initio} \\emph{methods}~now", "Ab initio methods now"],
    ["small capitals", "The <scp>lasso</scp> revisited", "The lasso revisited"],
    [
      "MathML",
      "The <mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math> law",
      "The $x^{2}$ law",
    ],
    ["capitals", "ON THE GROWTH OF DNA IN WATER", "On the Growth of DNA in Water"],
    ["few capitals", "BERT", "BERT"],
    ["capitals after a colon", "DEEP LEARNING: THE NEXT STEP", "Deep Learning: The Next Step"],
    ["UTF-8 read as Windows-1252", "Itâ€™s naÃ¯ve", "It’s naïve"],
    ["UTF-8 read as Latin-1", "It\u00e2\u0080\u0099s na\u00c3\u00afve", "It’s naïve"],
    ["control characters", "A\u0092b\u0000c", "Abc"],
  ])("with %s", (_, source, title) => expect(titleOf(source)).toBe(title));
});

it("leaves letters that only look damaged", () => {
  for (const right of ["“Cité”", "KÖ”", "Â, Ã and â", "São Tomé"])
    expect(repairText(right)).toBe(right);
});

it("leaves TeX that it does not know", () => {
  expect(withoutTex("a \\foo b")).toBe("a \\foo b");
  expect(withoutTex("50\\% of R\\&D, \\oe uvre")).toBe("50% of R&D, œuvre");
});

describe("an abstract becomes paragraphs", () => {
  it.each([
    ["JATS", "<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One.\n\nTwo."],
    ["its heading", "<jats:title>Abstract</jats:title><jats:p>One.</jats:p>", "One."],
    ["its heading in the text", "Abstract We show.", "Abstract We show."],
    ["a heading with a sign", "Abstract: We show.", "We show."],
    [
      "sections",
      "<jats:sec><jats:title>Aim</jats:title><jats:p>To H<jats:sub>2</jats:sub>O.</jats:p></jats:sec>",
      "Aim\n\nTo H2O.",
    ],
    [
      "a formula in several forms",
      "<jats:p>Let <jats:inline-formula><jats:alternatives><jats:tex-math>\\documentclass{x}\\begin{document}$$ x^2 $$\\end{document}</jats:tex-math><mml:math><mml:mi>x</mml:mi></mml:math></jats:alternatives></jats:inline-formula> be.</jats:p>",
      "Let $x^2$ be.",
    ],
  ])("from %s", (_, source, abstract) => expect(abstractOf(source)).toBe(abstract));

  it("and is null if there is nothing in it", () => {
    for (const nothing of [undefined, null, "", "  ", "<jats:p> </jats:p>"])
      expect(abstractOf(nothing)).toBeNull();
  });
});

describe("dates are never more exact than what is known", () => {
  it.each([
    [[null], null],
    [[2024], "2024"],
    [[2024, 5], "2024-05"],
    [[2024, 5, 7], "2024-05-07"],
    [[2024, 13, 7], "2024"],
    [[2023, 2, 30], "2023-02"],
    [[0, 1, 1], null],
    [[], null],
    [[2024, null, 7], "2024"],
  ])("%j is %s", (parts, date) => expect(dateOfParts(parts)).toBe(date));

  it("but become more exact by one that agrees", () => {
    expect(moreExactDate("2024", ["2023-01-02", "2024-05"])).toBe("2024-05");
    expect(moreExactDate(null, [null, "2024"])).toBe("2024");
    expect(dateOf("2024-05-07T10:00:00Z")).toBe("2024-05-07");
    expect(dateOf("soon")).toBeNull();
  });
});

describe("authors", () => {
  const person = (name: string) => ({ kind: "person", name, family: null, given: null });
  const group = (name: string) => ({ kind: "organization", name });

  it.each([
    [
      ["Ada Muster", "Bo Beispiel Jr"],
      [person("Ada Muster"), person("Bo Beispiel Jr")],
    ],
    [["QRS Collaboration: A. Muster"], [group("QRS Collaboration"), person("A. Muster")]],
    [
      ["QRS Collaboration", ":", "A. Muster"],
      [group("QRS Collaboration"), person("A. Muster")],
    ],
    [
      ["A. Muster", "for the QRS Collaboration"],
      [person("A. Muster"), group("the QRS Collaboration")],
    ],
    [["A. Muster (Example University)"], [person("A. Muster")]],
    [['J\\"org M\\"uller'], [person("Jörg Müller")]],
  ])("are read from %j", (names, authors) => expect(authorsOf(names)).toEqual(authors));

  it("may lack a given name, and keep a suffix", () => {
    expect(personOf("", "Plato")).toEqual({
      kind: "person",
      name: "Plato",
      family: "Plato",
      given: null,
    });
    expect(personOf("Bo", "Beispiel", "III")).toMatchObject({ name: "Bo Beispiel III" });
    expect(personOf("", " ")).toBeNull();
    expect(personOf("ADA MARIA", "MUSTER-LOVE")).toMatchObject({ name: "Ada Maria Muster-Love" });
  });

  it("may be written with the family name first", () => {
    expect(invertedAuthorOf("van der Berg, Bo")).toMatchObject({ name: "Bo van der Berg" });
    expect(invertedAuthorOf("The QRS Collaboration")).toEqual(group("The QRS Collaboration"));
  });
});

describe("XML", () => {
  it.each([
    ["that broke off", "<a><b>text"],
    ["with tags in the wrong order", "<a><b></a></b>"],
    ["that is nothing", "  "],
    ["that is too deep", `${"<a>".repeat(5000)}${"</a>".repeat(5000)}`],
    ["with too many elements", `<a>${"<b/>".repeat(100_001)}</a>`],
  ])("%s is refused", (_, text) => expect(() => readXml(text)).toThrow());

  it("expands no entities of its own", () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname"><!ENTITY c "cccc">]><a>&b;&c;&amp;</a>`;
    expect(readXml(bomb).children.join("")).toBe("&b;&c;&");
  });
});
