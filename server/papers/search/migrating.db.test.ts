import { readFileSync } from "node:fs";
import pg from "pg";
import { expect, it } from "vitest";
import { db, transact } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { postComment } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";
import { addSearchWords } from "../catalogue/commands";

const address = ownDatabase();

const script = (name: string) => readFileSync(`prisma/migrations/${name}/migration.sql`, "utf8");
/** Takes the functions of this name out of a migration. */
const functionsIn = (name: string, wanted: RegExp) =>
  script(name)
    .split(/(?<=\$\$;)\n/)
    .map((piece) => piece.slice(Math.max(0, piece.search(/CREATE (?:OR REPLACE )?FUNCTION/))))
    .filter((piece) => wanted.test(piece))
    .map((piece) => piece.replace(/^CREATE FUNCTION/, "CREATE OR REPLACE FUNCTION"));

const TEXTS = [
  ["注意力机制综述", "摘要"],
  ["Plain words of a title", "Nothing but ASCII, fine-tuning and S^{2}FT."],
  ["C++ and C#", "About .NET, and $\\alpha$-divergence."],
  ["Knowledge distil- lation", "Zoë's ﬁne words"],
  ["After Schölkopf and Łojasiewicz", "AT&T, TCP/IP and node.js. Don't."],
  ["Сross-Entropy in 8×8", "Why P ≠ NP, and $\\ell_\\infty$ for A*"],
] as const;

it("the texts of before have the words that new ones get", async () => {
  const client = new pg.Client({ connectionString: address() });
  await client.connect();
  try {
    await client.query("DROP FUNCTION search_query, search_apart, search_signs, search_plain");
    for (const former of [
      ...functionsIn(
        "20261125000000_search_words",
        /FUNCTION (?:search_text|search_words|paper_search)\(/,
      ),
      ...functionsIn("20261126000000_talking", /FUNCTION prose_search\(/),
    ])
      await client.query(former);
    const [ada, paper] = [await person("ada"), await paperSlug()];
    for (const [title, abstract] of TEXTS) {
      const { id } = await db.paper.create({
        data: {
          slug: crypto.randomUUID(),
          title,
          abstract,
          normalizedTitle: title,
          authors: ["Zoë Ünal"],
        },
      });
      await transact((tx) => addSearchWords(tx, [id]));
      await postComment(ada, { paper }, `${title} ${abstract}`);
    }
    const differing = async () => {
      const { rows } = await client.query(`
        SELECT p.title AS text FROM "Paper" p JOIN "PaperSearch" s ON s."paperId" = p.id
          WHERE s.search IS DISTINCT FROM paper_search(title, authors, abstract)
        UNION ALL SELECT c.body FROM "Comment" c JOIN "CommentSearch" s ON s."commentId" = c.id
          WHERE s.search IS DISTINCT FROM prose_search(body)
        UNION ALL SELECT word || ' ' || papers FROM "SearchWord" s WHERE papers <> (
          SELECT count(*) FROM "Paper" p WHERE word = ANY(string_to_array(
            search_words(p.title || ' ' || array_to_string(p.authors, ' ') || ' ' || p.abstract), ' ')))`);
      return rows.map(({ text }) => text);
    };
    expect(await differing()).toEqual([]);
    await client.query(script("20261201080000_every_script"));
    expect(await differing()).toEqual([]);
    const { rows } = await client.query(
      `SELECT word, papers FROM "SearchWord" WHERE word = ANY($1) ORDER BY word`,
      [["机制", "cplusplus", "distillation", "alphadivergence", "注意力机制综述", "finetuning"]],
    );
    expect(rows.map(({ word }) => word)).toEqual([
      "alphadivergence",
      "cplusplus",
      "distillation",
      "finetuning",
      "机制",
    ]);
    const { rows: found } = await client.query(
      `SELECT count(*)::int AS papers FROM "PaperSearch" WHERE search @@ search_query('机制')`,
    );
    expect(found).toEqual([{ papers: 1 }]);
    await client.query(script("20261204100000_look_alikes"));
    expect(await differing()).toEqual([]);
    for (const asked of [
      "schoelkopf",
      "AT&T",
      "tcpip",
      "dont",
      "cross entropy",
      "8x8",
      "l∞",
      "A-star",
    ]) {
      const { rows } = await client.query(
        `SELECT count(*)::int AS papers FROM "PaperSearch" WHERE search @@ search_query($1)`,
        [asked],
      );
      expect(rows, asked).toEqual([{ papers: 1 }]);
    }
  } finally {
    await client.end();
  }
});
