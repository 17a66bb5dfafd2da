import { expect, it } from "vitest";
import { IDENTIFIERS, type Identifier } from "@/server/papers/pasting/identifiers";
import { normalizedTitle } from "@/server/papers/rules";
import { databaseBefore } from "@/server/testing/database/old";
import { identifiersOf } from "./rules";

const old = databaseBefore("20261129215000_identifiers");

interface Old {
  title: string;
  /** The key as it was. */
  key?: string;
  arxivId?: string;
  doi?: string;
  url?: string;
}

const linked: Identifier[] = [
  { type: "openreview", value: "abc_DEF-12" },
  { type: "acl", value: "2020.acl-main.12" },
  { type: "acl", value: "P18-1089" },
  { type: "pmid", value: "12345678" },
  { type: "pmcid", value: "PMC1234567" },
  { type: "isbn", value: "9780306406157" },
  { type: "semanticscholar", value: "0123456789abcdef0123456789abcdef01234567" },
  { type: "semanticscholar", value: "CorpusID:1234" },
  { type: "openalex", value: "W1234" },
  { type: "url", value: "https://workshop.example/forum?id=a" },
  { type: "url", value: `https://long.example/${"a".repeat(5000)}` },
];
const papers: Old[] = [
  { title: "Of arXiv", arxivId: "2401.01234", url: "https://arxiv.org/abs/2401.01234" },
  { title: "Of a journal", doi: "10.1000/abc", url: "https://doi.org/10.1000/abc" },
  { title: "By the DOI of arXiv", doi: "10.48550/arxiv.2401.05555" },
  ...linked.map(({ type, value }, at) => ({
    title: `Link ${at}`,
    url: IDENTIFIERS[type].link(value),
  })),
  { title: "The same page", url: "https://workshop.example/forum?id=a" },
  { title: "Łojasiewicz", key: "łojasiewicz" },
  { title: "Lojasiewicz", key: "lojasiewicz" },
  { title: "Über Straßen", key: "uberstraßen" },
];

it("keeps every paper, with the identifiers that its columns and its link name, and the keys of its title", async () => {
  for (const [place, { title, key, arxivId, doi, url }] of papers.entries()) {
    await old.query(
      `INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, "arxivId", doi, url, "addedAt")
       VALUES (gen_random_uuid(), $1, $1, $2, 'x', $3, $4, $5, now() + $6 * interval '1 second')`,
      [title, key ?? normalizedTitle(title), arxivId, doi, url, place],
    );
  }
  await old.migrate();
  const { rows } = await old.query<Old & { key: string; namesake: number; ids: Identifier[] }>(`
    SELECT p.title, p."normalizedTitle" AS key, p.namesake, p."arxivId", p.doi, p.url,
      coalesce((SELECT json_agg(json_build_object('type', i.type, 'value', i.value) ORDER BY i.type)
        FROM "PaperIdentifier" i WHERE i."paperId" = p.id), '[]') AS ids
    FROM "Paper" p ORDER BY p."addedAt"`);
  const bare = ({ title, arxivId, doi, url }: Old) => ({
    title,
    columns: [arxivId ?? null, doi ?? null, url ?? null],
  });
  expect(rows.map(bare)).toEqual(papers.map(bare));
  expect(rows.map(({ key }) => key)).toEqual(papers.map(({ title }) => normalizedTitle(title)));
  const idsOf = (title: string) => rows.find((row) => row.title === title)?.ids;
  expect(idsOf("By the DOI of arXiv")).toEqual([
    { type: "arxiv", value: "2401.05555" },
    { type: "doi", value: "10.48550/arxiv.2401.05555" },
  ]);
  expect(idsOf("The same page")).toEqual([]);
  for (const paper of papers.slice(0, 2 + linked.length + 1)) {
    if (paper.doi?.startsWith("10.48550")) continue;
    expect(idsOf(paper.title), paper.title).toEqual(identifiersOf(paper));
  }
  const [stroke, plain] = ["Łojasiewicz", "Lojasiewicz"].map((title) =>
    rows.find((row) => row.title === title),
  );
  expect([stroke?.namesake, plain?.namesake]).toEqual([0, 1]);
});
