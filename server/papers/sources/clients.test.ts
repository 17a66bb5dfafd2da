import { describe, expect, it } from "vitest";
import type { Identifier, IdentifierType } from "../pasting/identifiers";
import { acl } from "./acl";
import { arxiv } from "./arxiv";
import { crossref } from "./crossref";
import { datacite } from "./datacite";
import { openalex } from "./openalex";
import { openreview } from "./openreview";
import { pubmed } from "./pubmed";
import { type FoundRecord, type Mapped, type Source, Unreadable } from "./record";
import { semanticScholar } from "./semantic-scholar";

const TODAY = "2026-05-17";
const id = (type: IdentifierType, value: string): Identifier => ({ type, value });

function recordIn(mapped: Mapped): FoundRecord {
  if (!("record" in mapped)) throw new Error(`No record: ${mapped.none}`);
  return mapped.record;
}

describe("arXiv", () => {
  const entry = (fields: string, address = "http://arxiv.org/abs/2401.01234v3") => `
    <feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>
    <entry><id>${address}</id>${fields}</entry></feed>`;
  const fields = `<title>On the growth\n  of $x^2$ in M\\"unchen</title>
    <published>2024-01-02T18:00:00Z</published><updated>2024-05-06T10:00:00Z</updated>
    <summary>  We grow trees\nover lines.\n  A second paragraph &amp; more.\n</summary>
    <author><name>Ada Muster</name><arxiv:affiliation>X</arxiv:affiliation></author>
    <author><name>for the QRS Collaboration</name></author>`;
  const read = (body: string) => arxiv.read(body, id("arxiv", "2401.01234"), TODAY);

  it("maps an entry", () => {
    expect(read(entry(fields))).toEqual({
      record: {
        title: "On the growth of $x^2$ in München",
        authors: [
          { kind: "person", name: "Ada Muster", family: null, given: null },
          { kind: "organization", name: "the QRS Collaboration" },
        ],
        abstract: "We grow trees over lines.\n\nA second paragraph & more.",
        venue: null,
        date: "2024-01-02",
        identifiers: [id("arxiv", "2401.01234")],
        versions: [
          { version: 1, date: "2024-01-02" },
          { version: 3, date: "2024-05-06" },
        ],
        status: { is: "current" },
      },
    });
  });

  it("takes several DOIs, but none of its own", () => {
    const dois =
      "<arxiv:doi>10.1000/abc 10.48550/arXiv.2401.01234 10.1000/DEF</arxiv:doi><arxiv:journal_ref>J. Trees 4 (2025)</arxiv:journal_ref>";
    const record = recordIn(read(entry(fields + dois)));
    expect(record.identifiers).toEqual([
      id("arxiv", "2401.01234"),
      id("doi", "10.1000/abc"),
      id("doi", "10.1000/def"),
    ]);
    expect(record.status).toEqual({
      is: "published",
      venue: "J. Trees 4 (2025)",
      doi: "10.1000/abc",
    });
  });

  it("says why a paper was withdrawn", () => {
    const comment = "<arxiv:comment>Withdrawn because of an error in Lemma 3</arxiv:comment>";
    expect(recordIn(read(entry(fields + comment))).status).toEqual({
      is: "withdrawn",
      reason: "Withdrawn because of an error in Lemma 3",
      since: "2024-05-06",
    });
  });

  it("has the authors' comment with its version", () => {
    const comment = "<arxiv:comment>12 pages,\n  typos mended</arxiv:comment>";
    expect(recordIn(read(entry(fields + comment))).versions).toEqual([
      { version: 1, date: "2024-01-02" },
      { version: 3, date: "2024-05-06", comment: "12 pages, typos mended" },
    ]);
    const first = entry(fields + comment, "http://arxiv.org/abs/2401.01234v1");
    expect(recordIn(read(first)).versions).toEqual([
      { version: 1, date: "2024-01-02", comment: "12 pages, typos mended" },
    ]);
  });

  it("tells a malformed number by the entry's id", () => {
    const error = entry("<title>Error</title>", "http://arxiv.org/api/errors#incorrect_id_format");
    expect(read(error)).toEqual({ none: "no such paper" });
  });

  it("has a paper of this month perhaps not yet", () => {
    const empty = `<feed><title>arXiv Query</title></feed>`;
    const of = (value: string) => arxiv.read(empty, id("arxiv", value), TODAY);
    expect(of("2605.00001")).toEqual({ none: "not there yet" });
    expect(of("2604.00001")).toEqual({ none: "no such paper" });
    expect(of("math/0309136")).toEqual({ none: "no such paper" });
    expect(arxiv.read(empty, id("arxiv", "2604.00001"), "2026-05-01")).toEqual({
      none: "not there yet",
    });
  });

  it("refuses an entry of another paper", () => {
    expect(() => read(entry(fields, "http://arxiv.org/abs/2401.09999v1"))).toThrow(Unreadable);
  });

  it("asks for old numbers with their slash escaped", () => {
    expect(arxiv.addressesOf(id("arxiv", "math/0309136"), null)).toEqual([
      "https://export.arxiv.org/api/query?id_list=math%2F0309136&max_results=1",
    ]);
  });
});

describe("Crossref", () => {
  const doi = id("doi", "10.1000/abc");
  const read = (message: object) =>
    crossref.read(JSON.stringify({ message: { DOI: "10.1000/ABC", ...message } }), doi, TODAY);
  const article = {
    type: "journal-article",
    title: ["Trees in <i>Water</i>"],
    subtitle: ["A &amp;amp; B"],
    author: [
      { given: "Ada", family: "Muster", suffix: "Jr", sequence: "first" },
      { name: "The QRS Collaboration" },
      { family: "Plato" },
    ],
    abstract: "<jats:title>Abstract</jats:title><jats:p>H<jats:sub>2</jats:sub>O.</jats:p>",
    "container-title": ["Journal of Trees &amp; Water"],
    issued: { "date-parts": [[2024, 5]] },
    "published-online": { "date-parts": [[2024, 5, 7]] },
  };

  it("maps an article", () => {
    expect(read(article)).toEqual({
      record: {
        title: "Trees in Water: A & B",
        authors: [
          { kind: "person", name: "Ada Muster Jr", family: "Muster", given: "Ada" },
          { kind: "organization", name: "The QRS Collaboration" },
          { kind: "person", name: "Plato", family: "Plato", given: null },
        ],
        abstract: "H2O.",
        venue: "Journal of Trees & Water",
        date: "2024-05-07",
        identifiers: [doi],
        versions: [],
        status: { is: "current" },
      },
    });
  });

  it("leaves out what is not known", () => {
    const poor = { type: "journal-article", title: ["Trees"], issued: { "date-parts": [[null]] } };
    expect(recordIn(read(poor))).toMatchObject({
      authors: [],
      abstract: null,
      venue: null,
      date: null,
    });
  });

  it("does not repeat a subtitle", () => {
    const twice = { ...article, title: ["Trees: A Story"], subtitle: ["a story"] };
    expect(recordIn(read(twice)).title).toBe("Trees: A Story");
  });

  it.each(["peer-review", "component", "journal-issue", "book", "edited-book", "monograph"])(
    "a %s is not a paper",
    (type) => expect(read({ ...article, type })).toEqual({ none: "not a paper" }),
  );

  it.each(["book-chapter", "posted-content", "proceedings-article", "report"])(
    "a %s is a paper",
    (type) => expect(recordIn(read({ ...article, type })).title).toContain("Trees"),
  );

  it("a record without a title is not a paper", () => {
    expect(read({ type: "journal-article", title: [] })).toEqual({ none: "not a paper" });
  });

  it("knows retractions, and where a preprint was published", () => {
    expect(recordIn(read({ ...article, "updated-by": [{ type: "retraction" }] })).status).toEqual({
      is: "retracted",
    });
    const notice = {
      ...{ type: "retraction", DOI: "10.1000/NOTICE" },
      updated: { "date-parts": [[2026, 5, 3]] },
    };
    expect(recordIn(read({ ...article, "updated-by": [notice] })).status).toEqual({
      is: "retracted",
      since: "2026-05-03",
      notice: "https://doi.org/10.1000/notice",
    });
    const withdrawal = { ...notice, type: "withdrawal" };
    expect(recordIn(read({ ...article, "updated-by": [withdrawal] })).status).toEqual({
      is: "withdrawn",
      reason: null,
      since: "2026-05-03",
    });
    const relation = { "is-preprint-of": [{ "id-type": "doi", id: "10.1000/XYZ" }] };
    expect(recordIn(read({ ...article, relation })).status).toEqual({
      is: "published",
      venue: null,
      doi: "10.1000/xyz",
    });
    const preprint = { "has-preprint": [{ "id-type": "doi", id: "10.48550/arXiv.2401.01234" }] };
    expect(recordIn(read({ ...article, relation: preprint })).identifiers).toEqual([
      doi,
      id("arxiv", "2401.01234"),
    ]);
  });

  it("is asked politely, with the whole DOI escaped", () => {
    expect(crossref.addressesOf(id("doi", "10.1000/a#b?c"), "ops@example.org")).toEqual([
      "https://api.crossref.org/works/10.1000%2Fa%23b%3Fc?mailto=ops%40example.org",
    ]);
  });
});

describe("DataCite", () => {
  const attributes = {
    doi: "10.48550/arxiv.2401.01234",
    titles: [{ title: "Trees" }, { title: "A Story", titleType: "Subtitle" }],
    creators: [
      { name: "Muster, Ada", nameType: "Personal", givenName: "Ada", familyName: "Muster" },
      { name: "Example Institute", nameType: "Organizational" },
      { name: "Beispiel, Bo" },
    ],
    publisher: { name: "arXiv" },
    publicationYear: 2024,
    dates: [
      { date: "2024-02-01T10:00:00Z", dateType: "Submitted" },
      { date: "2024-01-02T18:00:00Z", dateType: "Submitted" },
      { date: "2024-01", dateType: "Issued" },
    ],
    types: { resourceTypeGeneral: "Preprint" },
    descriptions: [
      { description: "12 pages", descriptionType: "Other" },
      { description: "We plant.", descriptionType: "Abstract" },
    ],
  };
  const read = (changed: object, asked = id("arxiv", "2401.01234")) =>
    datacite.read(
      JSON.stringify({ data: { attributes: { ...attributes, ...changed } } }),
      asked,
      TODAY,
    );

  it("maps a preprint of arXiv, which is no second paper", () => {
    expect(recordIn(read({}))).toMatchObject({
      title: "Trees: A Story",
      authors: [
        { name: "Ada Muster", family: "Muster", given: "Ada" },
        { kind: "organization", name: "Example Institute" },
        { name: "Bo Beispiel", family: "Beispiel", given: "Bo" },
      ],
      abstract: "We plant.",
      venue: null,
      date: "2024-01-02",
      identifiers: [id("arxiv", "2401.01234")],
      status: { is: "current" },
    });
  });

  it("takes a publisher in either shape", () => {
    const asked = id("doi", "10.1000/z");
    for (const publisher of ["Zen", { name: "Zen" }])
      expect(recordIn(read({ doi: "10.1000/z", publisher }, asked)).venue).toBe("Zen");
  });

  it.each(["Dataset", "Software", "Image", "Book"])("%s is not a paper", (resourceTypeGeneral) =>
    expect(read({ types: { resourceTypeGeneral } })).toEqual({ none: "not a paper" }),
  );

  it("asks for arXiv's papers by their DOI", () => {
    expect(datacite.addressesOf(id("arxiv", "math/0309136"), null)).toEqual([
      "https://api.datacite.org/dois/10.48550%2Farxiv.math.0309136",
    ]);
  });
});

describe("OpenAlex", () => {
  const work = {
    id: "https://openalex.org/W123",
    title: "TREES IN THE DEEP WATER",
    type: "article",
    authorships: [{ author: { display_name: "Ada Muster" } }],
    abstract_inverted_index: { trees: [1, 3], We: [0], and: [2], far: [999_999_999, -1] },
    publication_date: "2024-01-01",
    publication_year: 2024,
    ids: { doi: "https://doi.org/10.1000/ABC", pmid: "https://pubmed.ncbi.nlm.nih.gov/123" },
    primary_location: { source: { display_name: "J. Trees", type: "journal" } },
    locations: [{ landing_page_url: "http://arxiv.org/abs/2401.01234" }],
  };
  const read = (changed: object) =>
    openalex.read(JSON.stringify({ ...work, ...changed }), id("doi", "10.1000/abc"), TODAY);

  it("maps a work, and does not believe in the first of January", () => {
    expect(recordIn(read({}))).toEqual({
      title: "Trees in the Deep Water",
      authors: [{ kind: "person", name: "Ada Muster", family: null, given: null }],
      abstract: "We trees and trees",
      venue: "J. Trees",
      date: "2024",
      identifiers: [
        id("doi", "10.1000/abc"),
        id("openalex", "W123"),
        id("pmid", "123"),
        id("arxiv", "2401.01234"),
      ],
      versions: [],
      status: { is: "current" },
    });
  });

  it("knows retractions and other things than papers", () => {
    expect(recordIn(read({ is_retracted: true })).status).toEqual({ is: "retracted" });
    expect(read({ type: "dataset" })).toEqual({ none: "not a paper" });
    expect(recordIn(read({ abstract_inverted_index: null })).abstract).toBeNull();
  });
});

describe("Semantic Scholar", () => {
  const paper = {
    paperId: "a".repeat(40),
    title: "Trees",
    abstract: null,
    authors: [{ authorId: "1", name: "Ada Muster" }],
    venue: "arXiv.org",
    year: 2024,
    publicationDate: "2024-05-07",
    externalIds: { ArXiv: "2401.01234", CorpusId: 77, PubMedCentral: "12" },
  };

  it("maps a paper", () => {
    const asked = id("semanticscholar", "a".repeat(40));
    expect(recordIn(semanticScholar.read(JSON.stringify(paper), asked, TODAY))).toMatchObject({
      title: "Trees",
      abstract: null,
      venue: null,
      date: "2024-05-07",
      identifiers: [
        asked,
        id("arxiv", "2401.01234"),
        id("pmcid", "PMC12"),
        id("semanticscholar", "CorpusID:77"),
      ],
    });
  });

  it("is asked by the identifiers of others", () => {
    const [address] = semanticScholar.addressesOf(id("doi", "10.1000/a?b"), null);
    expect(address).toContain("/paper/DOI:10.1000%2Fa%3Fb?fields=title,");
  });
});

describe("OpenReview", () => {
  const asked = id("openreview", "-Abc_12345");
  const note = (changed: object, content: object) =>
    JSON.stringify({ notes: [{ id: "-Abc_12345", forum: "-Abc_12345", ...changed, content }] });
  const plain = {
    title: "Trees",
    authors: ["Ada Muster"],
    abstract: "We plant.",
    venue: "TREE 24",
  };
  const wrapped = Object.fromEntries(
    Object.entries(plain).map(([name, value]) => [name, { value }]),
  );

  it.each([
    ["second", wrapped],
    ["first", plain],
  ])("maps a note of its %s API", (_, content) => {
    const body = note({ cdate: Date.UTC(2024, 4, 7, 23) }, content);
    expect(recordIn(openreview.read(body, asked, TODAY))).toMatchObject({
      title: "Trees",
      authors: [{ name: "Ada Muster" }],
      abstract: "We plant.",
      venue: "TREE 24",
      date: "2024-05-07",
      identifiers: [asked],
      status: { is: "current" },
    });
  });

  it("knows comments, withdrawals and empty answers", () => {
    const read = (body: string) => openreview.read(body, asked, TODAY);
    expect(read(note({ forum: "Another123" }, plain))).toEqual({ none: "not a paper" });
    expect(read(`{"notes":[]}`)).toEqual({ none: "no such paper" });
    const withdrawn = note({ invitation: "TREE.cc/2024/-/Withdrawn_Submission" }, plain);
    expect(recordIn(read(withdrawn)).status).toEqual({ is: "withdrawn", reason: null });
  });

  it("has the older venues at another host", () => {
    expect(openreview.addressesOf(asked, null)).toEqual([
      "https://api2.openreview.net/notes?id=-Abc_12345",
      "https://api.openreview.net/notes?id=-Abc_12345",
    ]);
  });
});

describe("PubMed", () => {
  const article = (inner: string, more = "", notices = "") => `<?xml version="1.0"?>
    <!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://dtd.example.org/pubmed.dtd">
    <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">123</PMID><Article>
    <Journal><JournalIssue><PubDate><Year>2024</Year><Month>May</Month></PubDate></JournalIssue><Title>J. Trees</Title></Journal>
    <ArticleTitle>Uptake of CO<sub>2</sub> &amp; more.</ArticleTitle>${inner}</Article>${notices}</MedlineCitation>
    <PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/ABC</ArticleId><ArticleId IdType="pmc">PMC9</ArticleId></ArticleIdList>
    <ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/other</ArticleId></ArticleIdList></Reference></ReferenceList>
    </PubmedData></PubmedArticle>${more}</PubmedArticleSet>`;
  const read = (body: string) => pubmed.read(body, id("pmid", "123"), TODAY);

  it("maps an article", () => {
    const inner = `<Abstract><AbstractText Label="AIM">To <i>see</i>.</AbstractText><AbstractText Label="END">Seen &lt; 5.</AbstractText></Abstract>
      <AuthorList><Author><LastName>Muster</LastName><ForeName>Ada M</ForeName><Initials>AM</Initials></Author>
      <Author><CollectiveName>QRS Study Group</CollectiveName></Author></AuthorList>`;
    expect(recordIn(read(article(inner)))).toEqual({
      title: "Uptake of CO2 & more",
      authors: [
        { kind: "person", name: "Ada M Muster", family: "Muster", given: "Ada M" },
        { kind: "organization", name: "QRS Study Group" },
      ],
      abstract: "AIM: To see.\n\nEND: Seen < 5.",
      venue: "J. Trees",
      date: "2024-05",
      identifiers: [id("pmid", "123"), id("doi", "10.1000/abc"), id("pmcid", "PMC9")],
      versions: [],
      status: { is: "current" },
    });
  });

  it("knows retractions", () => {
    const types =
      "<PublicationTypeList><PublicationType>Retracted Publication</PublicationType></PublicationTypeList>";
    expect(recordIn(read(article(types))).status).toEqual({ is: "retracted" });
    const notice =
      '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><PMID>77</PMID></CommentsCorrections></CommentsCorrectionsList>';
    expect(recordIn(read(article("", "", notice))).status).toEqual({
      is: "retracted",
      notice: "https://pubmed.ncbi.nlm.nih.gov/77/",
    });
  });

  it("tells missing articles from books", () => {
    const set = (inner: string) => `<PubmedArticleSet>${inner}</PubmedArticleSet>`;
    expect(read(set(""))).toEqual({ none: "no such paper" });
    expect(read(set("<PubmedBookArticle></PubmedBookArticle>"))).toEqual({ none: "not a paper" });
  });
});

describe("the ACL Anthology", () => {
  const bibtex = (type = "inproceedings") => `@${type}{muster-etal-2020-trees,
    title = "{T}rees in {\\"U}bersetzung: $k$-best",
    author = "M{\\"u}ster, Ada  and
      van der Berg, Bo",
    booktitle = "Proceedings of the {T}ree Workshop",
    month = jul,
    year = "2020",
    doi = "10.18653/v1/2020.tree-main.1",
    abstract = "We plant 5\\% of trees."
}`;
  const read = (body: string) => acl.read(body, id("acl", "2020.tree-main.1"), TODAY);

  it("maps an entry", () => {
    expect(recordIn(read(bibtex()))).toEqual({
      title: "Trees in Übersetzung: $k$-best",
      authors: [
        { kind: "person", name: "Ada Müster", family: "Müster", given: "Ada" },
        { kind: "person", name: "Bo van der Berg", family: "van der Berg", given: "Bo" },
      ],
      abstract: "We plant 5% of trees.",
      venue: "Proceedings of the Tree Workshop",
      date: "2020-07",
      identifiers: [id("acl", "2020.tree-main.1"), id("doi", "10.18653/v1/2020.tree-main.1")],
      versions: [],
      status: { is: "current" },
    });
  });

  it("a volume is not a paper", () => {
    expect(read(bibtex("proceedings"))).toEqual({ none: "not a paper" });
  });
});

it.each<[string, Source, Identifier]>([
  ["arXiv", arxiv, id("arxiv", "2401.01234")],
  ["Crossref", crossref, id("doi", "10.1000/abc")],
  ["DataCite", datacite, id("doi", "10.1000/abc")],
  ["OpenAlex", openalex, id("doi", "10.1000/abc")],
  ["Semantic Scholar", semanticScholar, id("doi", "10.1000/abc")],
  ["OpenReview", openreview, id("openreview", "Abc1234567")],
  ["PubMed", pubmed, id("pmid", "123")],
  ["the ACL Anthology", acl, id("acl", "P18-1089")],
])("broken answers of %s are no records", (_, source, asked) => {
  const broken = ["", "<html><body>Busy</body></html>", "{", "{}", "[]", "null", "<feed><entry>"];
  for (const body of broken)
    expect(() => source.read(body, asked, TODAY), body).toThrow(Unreadable);
});
