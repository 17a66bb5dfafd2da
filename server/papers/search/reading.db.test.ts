import { describe, expect, it } from "vitest";
import { PAPERS } from "@/prisma/demo/catalogue";
import { db, Prisma } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { drawer, size } from "@/server/testing/tier";

ownDatabase();

/** How texts were read before there was one reading for every script. */
const FORMER = Prisma.sql`
  regexp_replace(lower(unaccent(value)), '[\\x01-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7f]+', ' ', 'g') || ' ' ||
  coalesce((SELECT string_agg(translate(compound[1], '-_^{}', ''), ' ')
    FROM regexp_matches(lower(unaccent(value)), '[a-z0-9]+(?:[-_^{}]+[a-z0-9]+)+', 'g') AS compound), '')`;

/** Signs that are read in another way on purpose. */
const MEANT = /[\\#$α-ωΑ-Ω²₂äöüøåß×∞≠&*♯]|-\s|\+\+|\.net|!=|infty|-star|\p{L}[./'’]\p{L}/iu;

async function readDifferently(texts: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ value: string }[]>`
    SELECT value FROM unnest(${[...texts]}::text[]) AS value
    WHERE to_tsvector('english', ${FORMER}) <> to_tsvector('english', search_words(value))`;
  return rows.map(({ value }) => value);
}

describe("a text without what is meant to be read in another way", () => {
  it("has the words that it had, in a paper of the demo", async () => {
    const texts = Object.values(PAPERS).flatMap(({ title, abstract, authors }) => [
      ...[title, abstract, authors.join(" ")],
    ]);
    expect(await readDifferently(texts.filter((text) => !MEANT.test(text)))).toEqual([]);
  });

  it("has the words that it had, whatever its signs", async () => {
    const draw = drawer();
    const letters = [..."abcdeXYZ019  --__{}^^.,;:'\"!?()[]/|%+~éçłñ\n—“”…"];
    const text = () =>
      Array.from({ length: 40 }, () => letters[Math.floor(draw() * letters.length)]).join("");
    const texts = Array.from({ length: size(1000, 50_000) }, text);
    const kept = texts
      .map((one) => one.replace(/[-—]+(?=\s)/g, ""))
      .filter((one) => !MEANT.test(one));
    expect(kept.length).toBeGreaterThan(texts.length / 2);
    expect(await readDifferently(kept)).toEqual([]);
  });
});

describe("a saved search", () => {
  const finds = async (asked: string, title: string) => {
    const [row] = await db.$queryRaw<{ found: boolean }[]>`
      SELECT paper_search(${title}, '{}', '') @@ search_query(${asked}) AS found`;
    return row?.found;
  };

  it.each([
    ["top-k sampling", "Sampling the Top-K"],
    ["top-k sampling", "Topk in sampling"],
    ["机制", "注意力机制综述"],
    ["注意力 综述", "注意力机制综述"],
    ["C++", "Modern C++"],
    ["β-VAE", "On $\\beta$-VAE"],
    ["recommender", "recom- mender"],
    ["GPT4", "On GPT 4"],
    ["ResNet 50", "ResNet50"],
    ["seq 2 seq", "Seq2seq"],
    ["models", "A model"],
    ["Schoelkopf", "Schölkopf"],
    ["注意力機制 综述", "注意力機制的综述"],
  ])("for %s finds %s", async (asked, title) => expect(await finds(asked, title)).toBe(true));

  it.each([
    ["top-k sampling", "Sampling"],
    ["C++", "C# in the Laboratory"],
    ["制机", "注意力机制综述"],
    ["the of", "The Of"],
    ["!!", "!!"],
  ])("for %s does not find %s", async (asked, title) =>
    expect(await finds(asked, title)).toBe(false),
  );
});
