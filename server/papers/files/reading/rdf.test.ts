import { expect, it } from "vitest";
import { fileFormatOf, readFile } from "./file";

const read = (text: string) => readFile(Buffer.from(text), "https://read.example.org");
const day = (text: string) => new Date(`${text}T00:00:00Z`);

const LIBRARY = `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/" xmlns:link="http://purl.org/rss/1.0/modules/link/">`;

const person = (surname: string, given?: string, tag = "givenName") =>
  `<rdf:li><foaf:Person><foaf:surname>${surname}</foaf:surname>${
    given ? `<foaf:${tag}>${given}</foaf:${tag}>` : ""
  }</foaf:Person></rdf:li>`;

it("reads a library of Zotero: items whose journals stand elsewhere or within them", async () => {
  const text = `${LIBRARY}
  <bib:Article rdf:about="https://example.org/one">
    <z:itemType>journalArticle</z:itemType>
    <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
    <bib:authors><rdf:Seq>
      ${person("van Berg", "Hans")}${person("Okafor", "Ada", "givenname")}
      ${person("The Example Collaboration")}
    </rdf:Seq></bib:authors>
    <link:link rdf:resource="#item_3"/>
    <dc:title>Trees &amp; <i>graphs</i></dc:title>
    <dcterms:abstract>First.

Second.</dcterms:abstract>
    <dc:date>May 2024</dc:date>
    <dc:identifier><dcterms:URI><rdf:value>https://example.org/one?a=1&amp;b=2</rdf:value></dcterms:URI></dc:identifier>
    <dc:description>A remark of a reader</dc:description>
  </bib:Article>
  <bib:Journal rdf:about="urn:issn:1234-5678">
    <dc:title>Journal of Examples</dc:title>
    <dc:identifier>DOI 10.5555/ABC</dc:identifier>
    <dc:identifier>ISSN 1234-5678</dc:identifier>
  </bib:Journal>
  <z:Attachment rdf:about="#item_3">
    <z:itemType>attachment</z:itemType><dc:title>Full text</dc:title>
  </z:Attachment>
  <rdf:Description rdf:about="#item_4">
    <z:itemType>conferencePaper</z:itemType>
    <dcterms:isPartOf><bib:Journal><dc:title>Proceedings of Examples</dc:title></bib:Journal></dcterms:isPartOf>
    <dc:title>Second</dc:title>
    <dc:date>2023-02-03</dc:date>
    <dc:description>arXiv:2403.04567 [cs]</dc:description>
  </rdf:Description>
  <bib:Memo rdf:about="#item_5"><rdf:value>A note</rdf:value></bib:Memo>
  <z:Collection rdf:about="#collection_1"><dc:title>To read</dc:title></z:Collection>
</rdf:RDF>`;
  const { format, entries, broken } = await read(text);
  expect([format, broken]).toEqual(["rdf", []]);
  expect(entries).toEqual([
    {
      line: 8,
      paper: {
        title: "Trees & graphs",
        abstract: "First.\n\nSecond.",
        authors: ["Hans van Berg", "Ada Okafor", "The Example Collaboration"],
        authorParts: [
          { kind: "person", family: "van Berg", given: "Hans" },
          { kind: "person", family: "Okafor", given: "Ada" },
          { kind: "organization" },
        ],
        venue: "Journal of Examples",
        ...{
          doi: "10.5555/abc",
          arxivId: null,
          identifiers: [],
          url: "https://example.org/one?a=1&b=2",
        },
        ...{ publishedOn: day("2024-05-01"), publishedPrecision: "month" },
      },
    },
    {
      line: 32,
      paper: expect.objectContaining({
        ...{ title: "Second", abstract: "", venue: "Proceedings of Examples" },
        ...{ arxivId: "2403.04567", publishedOn: day("2023-02-03"), publishedPrecision: "day" },
      }),
    },
  ]);
});

it("reads Dublin Core, which has names in one piece", async () => {
  const text = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <rdf:Description rdf:about="https://doi.org/10.5555/abc">
    <dc:title>Third</dc:title><dc:creator>Okafor, Ada</dc:creator><dc:date>2022</dc:date>
    <dc:identifier>DOI 10.5555/abc</dc:identifier><dc:description>An abstract.</dc:description>
  </rdf:Description></rdf:RDF>`;
  expect((await read(text)).entries.map(({ paper }) => paper)).toMatchObject([
    { title: "Third", authors: ["Ada Okafor"], doi: "10.5555/abc", abstract: "An abstract." },
  ]);
});

it("tells a library from a feed in RDF", () => {
  const feed = `<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">`;
  expect(fileFormatOf(`${feed}<item><title>One</title></item></rdf:RDF>`)).toBe("feed");
  expect(fileFormatOf(`${LIBRARY}</rdf:RDF>`)).toBe("rdf");
});

it("names a broken item by its line, and reads the others", async () => {
  const item = (title: string) =>
    `\n<bib:Article><z:itemType>journalArticle</z:itemType>${title}</bib:Article>`;
  const text = `${LIBRARY}${item("<dc:title>One</dc:title>")}${item("")}${item(
    "<dc:title>Three</dc:title>",
  )}</rdf:RDF>`;
  const { entries, broken } = await read(text);
  expect(entries.map(({ paper }) => paper.title)).toEqual(["One", "Three"]);
  expect(broken.map(({ line }) => line)).toEqual([9]);
});

// An algorithm of quadratic time would exceed the test's timeout.
it.each(["<a>", "<bib:Article><z:itemType>x</z:itemType>", `<a rdf:about="x"/>`])(
  "reads %j, many times over, in steps that its length bounds",
  async (piece) => {
    await read(LIBRARY + piece.repeat(20_000)).catch(() => {});
  },
);
