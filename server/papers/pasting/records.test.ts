import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inShort, readsAs } from "@/server/testing/fixtures/pasted";
import { readPasted, readReferences } from "./records";

const A = "arxiv 2403.04567";
const D = "doi 10.5555/abc.2024.17";
const bib = (fields: string, type = "article") =>
  `@${type}{okafor2024,\n  title = {A {T}itle},\n  ${fields}\n}`;
const ris = (lines: string, type = "JOUR") => `TY  - ${type}\nTI  - A title\n${lines}\nER  - \n`;

describe("BibTeX", () => {
  readsAs(readPasted, [
    [bib("doi = {10.5555/abc.2024.17}"), D],
    [bib('doi = "10.5555/ABC.2024.17"'), D],
    [bib("DOI = {https://doi.org/10.5555/abc.2024.17}"), D],
    [bib(String.raw`doi = {10.1007/978-3-000-28108-2\_19}`), "doi 10.1007/978-3-000-28108-2_19"],
    [bib(String.raw`doi = {10.1007/978-3-000-28108-2{\_}19}`), "doi 10.1007/978-3-000-28108-2_19"],
    [bib("doi = {10.48550/arXiv.2403.04567}"), A],
    [bib("eprint = {2403.04567},\n archivePrefix = {arXiv}"), A],
    [bib("eprint = {2403.04567v2},\n eprinttype = {arxiv}"), A],
    [bib("eprint = {arXiv:2403.04567}"), A],
    [
      bib("eprint = {0309001},\n archivePrefix = {arXiv},\n primaryClass = {math.GT}"),
      "arxiv math/0309001",
    ],
    [bib("eprint = {12345678},\n eprinttype = {pubmed}"), "pmid 12345678"],
    [bib("eprint = {2403.04567},\n eprinttype = {jstor}"), "words A Title"],
    [bib("journal = {arXiv preprint arXiv:2403.04567}"), A],
    [bib("journal = {CoRR},\n volume = {abs/2403.04567}"), A],
    [bib("url = {https://arxiv.org/abs/2403.04567}"), A],
    [bib(String.raw`howpublished = {\url{https://doi.org/10.5555/abc.2024.17}}`, "misc"), D],
    [bib("doi = {10.5555/abc.2024.17},\n url = {https://doi.org/10.5555/abc.2024.17}"), D],
    [bib("doi = {10.5555/abc.2024.17},\n eprint = {2403.04567}"), `${D}, ${A}`],
    [bib("pmid = {12345678},\n pmcid = {PMC1234567}"), "pmid 12345678, pmcid PMC1234567"],
    [bib("isbn = {978-0-306-40615-7}", "book"), "isbn 9780306406157"],
    [bib("isbn = {978-0-306-40615-7}", "inproceedings"), "words A Title"],
    [bib("isbn = {978-0-306-40615-7}", "incollection"), "words A Title"],
    [bib("abstract = {See 10.5555/abc and arXiv:2403.04567.}"), "words A Title"],
    [bib("file = {:home/ada/2403.04567.pdf:PDF}"), "words A Title"],
    [bib("note = {doi:10.5555/abc}"), "words A Title"],
    [bib("year = 2024"), "words A Title"],
    [bib("url = {https://example.org/p}"), "words A Title"],
    ["@misc{x, url = {https://example.org/p}}", "url https://example.org/p"],
    [
      String.raw`@article{x, title = {G{\"o}del and {\'E}tude: $L_2$ \& more}}`,
      "words Gödel and Étude: L₂ & more",
    ],
    ["@article{, title = {No key}, doi = {10.5555/abc.2024.17}}", D],
    ["@article{a key, title = {Blank}, doi = {10.5555/abc.2024.17}}", D],
    ["@article(x, doi = {10.5555/abc.2024.17})", D],
    ["@ARTICLE {x,\nDOI={10.5555/abc.2024.17}}", D],
    ["@article{x,\n title = {Cut off},\n doi = {10.5555/abc.2024.17},\n year = 2024", D],
    ["@article{x, title = {Unbalanced { brace}, year = 2024, doi = {10.5555/abc.2024.17}}", D],
    ["@article{x, doi = {10.5555/abc.2024.17} year = 2024}", D],
    ["@string{j = {Journal}}\n@article{x, journal = j # { of it}, doi = {10.5555/abc.2024.17}}", D],
    ["@article{a, doi = {10.5555/abc.2024.17}} @misc{b, eprint = {2403.04567}}", `${D}, ${A}`],
    [
      "% comment\n@article{a, doi = {10.5555/abc.2024.17}}\n\n@article{broken, title = {\n\n@misc{b, eprint = {2403.04567}}",
      `${D}, ${A}`,
    ],
    ["Cite as: @article{a, doi = {10.5555/abc.2024.17}}", D],
    ["\uFEFF@article{a,\r\n doi = {10.5555/abc.2024.17}\r\n}\r\n", D],
    ["@comment{x, doi = {10.5555/abc}}", "refused malformed"],
    ["ada@example.org, bela@example.org", "words"],
    ["@ada, look at this", "words"],
  ]);
});

describe("RIS and other tags", () => {
  readsAs(readPasted, [
    [ris("DO  - 10.5555/abc.2024.17"), D],
    [ris("DO  - https://doi.org/10.5555/ABC.2024.17"), D],
    [ris("M3  - 10.5555/abc.2024.17"), D],
    [ris("M1  - 10.5555/abc.2024.17"), D],
    [ris("M1  - 12"), "words A title"],
    [ris("UR  - https://arxiv.org/abs/2403.04567"), A],
    [ris("UR  - http://example.org/p\nDO  - 10.5555/abc.2024.17"), D],
    [ris("JO  - arXiv preprint arXiv:2403.04567"), A],
    [ris("SN  - 978-0-306-40615-7", "BOOK"), "isbn 9780306406157"],
    [ris("SN  - 978-0-306-40615-7", "CONF"), "words A title"],
    [ris("SN  - 1234-5678"), "words A title"],
    [ris("C2  - PMC1234567"), "pmcid PMC1234567"],
    [ris("AN  - 12345678\nDB  - PubMed"), "pmid 12345678"],
    [ris("AN  - 12345678"), "words A title"],
    [
      ris("AB  - See 10.5555/abc.\nN1  - doi 10.5555/abc\nL1  - file:///10.5555/abc"),
      "words A title",
    ],
    [
      ris("DO  - 10.5555/abc.2024.17") + ris("UR  - https://arxiv.org/abs/2403.04567"),
      `${D}, ${A}`,
    ],
    [ris("DO  - 10.5555/abc.2024.17").replaceAll("\n", "\r\n"), D],
    [ris("DO  - 10.5555/abc.2024.17").replaceAll("\n", "\r"), D],
    [`\uFEFF${ris("DO  - 10.5555/abc.2024.17")}`, D],
    ["TY  - JOUR\nDO  - 10.5555/abc.2024.17", D],
    ["TY  - JOUR\nER  - ", "refused malformed"],
    ["%0 Journal Article\n%T A title\n%R 10.5555/abc.2024.17", D],
    ["%0 Journal Article\n%T A title\n%D 2024", "words A title"],
    [
      "PMID- 12345678\nTI  - A title\nLID - 10.5555/abc.2024.17 [doi]\nPMC - PMC1234567",
      `pmid 12345678, ${D}, pmcid PMC1234567`,
    ],
  ]);
});

describe("CSL-JSON", () => {
  readsAs(readPasted, [
    ['[{"type":"article-journal","title":"A title","DOI":"10.5555/abc.2024.17"}]', D],
    ['{"title":"A title","URL":"https://arxiv.org/abs/2403.04567"}', A],
    [
      '[{"title":"A title","PMID":12345678,"PMCID":"PMC1234567"}]',
      "pmid 12345678, pmcid PMC1234567",
    ],
    ['[{"type":"book","title":"A title","ISBN":"0-306-40615-2"}]', "isbn 9780306406157"],
    ['[{"type":"chapter","title":"A title","ISBN":"0-306-40615-2"}]', "words A title"],
    ['[{"title":"A title","note":"10.5555/abc","abstract":"arXiv:2403.04567"}]', "words A title"],
    ['[{"title":["A title"],"number":"arXiv:2403.04567"}]', A],
    ['{"title": broken, 10.5555/abc.2024.17', D],
  ]);
});

it("a reference tells its title and page beside its identifiers", () => {
  const text = bib("doi = {10.5555/abc.2024.17},\n url = {https://example.org/p}");
  expect(readReferences(text)).toEqual([
    {
      ids: [{ type: "doi", value: "10.5555/abc.2024.17" }],
      title: "A Title",
      url: "https://example.org/p",
      ...{ authors: [], people: [], abstract: "", venue: "", publishedOn: "" },
    },
  ]);
  expect(readReferences("plain words")).toBeNull();
});

it.each([
  [
    "BibTeX",
    "@article{a, title = {Trees}, author = {van Berg, Ada and {The Tree Team}}, journal = {Journal of {Trees}}, year = 2024, month = may}",
  ],
  [
    "RIS",
    "TY  - JOUR\nTI  - Trees\nAU  - van Berg, Ada\nAU  - The Tree Team,\nT2  - Journal of Trees\nDA  - 2024/05\nER  - ",
  ],
  [
    "CSL-JSON",
    JSON.stringify({
      title: "Trees",
      author: [
        { family: "Berg", given: "Ada", "non-dropping-particle": "van" },
        { literal: "The Tree Team" },
      ],
      "container-title": "Journal of Trees",
      issued: { "date-parts": [[2024, 5]] },
    }),
  ],
])("a reference in %s tells its authors, its journal and its date", (_format, text) => {
  expect(readReferences(text)).toMatchObject([
    {
      authors: ["Ada van Berg", "The Tree Team"],
      people: [
        { kind: "person", name: "Ada van Berg", family: "van Berg", given: "Ada" },
        { kind: "organization", name: "The Tree Team" },
      ],
      ...{ venue: "Journal of Trees", publishedOn: "2024-05" },
    },
  ]);
});

it("references of PubMed and EndNote tell their journal and year", () => {
  const pubmed =
    "PMID- 12345\nTI  - Trees\nFAU - Berg, Ada\nAU  - Berg A\nJT  - Journal of trees\nDP  - 2024 May";
  const endnote = "%0 Journal Article\n%T Trees\n%A Berg, Ada\n%J Journal of trees\n%D 2024";
  for (const text of [pubmed, endnote])
    expect(readReferences(text)).toMatchObject([
      { authors: ["Ada Berg"], venue: "Journal of trees", publishedOn: "2024" },
    ]);
});

it("any text gets one of the four answers", () => {
  const pieces = fc.constantFrom(
    ...'@{}=,"\\#\n x',
    "@article{a,",
    "doi = {",
    "TY  - ",
    "ER  - ",
    '[{"title":',
    "%0 ",
    "@string{a=",
    "10.5555/a",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
      expect(inShort(readPasted(all.join("")))).toMatch(/^\w+ /);
    }),
  );
});

it.each([
  "@article{a,",
  "@article{a, doi = {",
  "@string{a = {b}}",
  "{",
  "@a{b,title={",
  "TY  - ",
  '[{"title":',
  "x = {",
])("a long text of %j is read in steps that its length bounds", (piece) => {
  const text = `@article{a, title = {x}}\n${piece.repeat(Math.ceil(100_000 / piece.length))}`;
  expect(inShort(readPasted(text))).toMatch(/^\w+ /);
});
