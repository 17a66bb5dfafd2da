import { beforeAll, describe, expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { importPapers } from "@/server/testing/fixtures/papers";
import type { NewPaper } from "../catalogue/commands";
import { searchInput } from "../schema";
import { searchPapers } from "./queries";

ownDatabase();

const SHELF: NewPaper[] = [
  [
    "S^{2}FT: Sparse Tuning of LLMs",
    "We fine-tune large language models with structured sparsity.",
  ],
  [
    "Diffusion Models for Video",
    "A diffusion model makes long films in parallel, segment by segment.",
  ],
  ["Painting with Light", "We control the lighting of an image that a diffusion model makes."],
  [
    "Training When Memory Is Short",
    "Gradients are streamed to disks, so a huge model fits one GPU.",
  ],
  ["Pokémon Teams", "Agents that play with teams they have never met. Also pokemon in French."],
  ["A Survey of Graph Networks", "Graphs, nodes and edges, and what networks learn of them."],
  ["Voting in Reading Groups", "How groups choose a paper: approval, scores and ranked ballots."],
  ["torch.compile and Image/Video Pipelines (2023-2024)", "Compilers make pipelines fast."],
  ["Finetuning without Forgetting", "What a model knew before stays known after it was tuned."],
  [
    "100% of Nothing_at All",
    "A title with signs that search languages know: it's 'quoted' & more.",
  ],
  ["Calibrated Speech", "Speech recognition that knows how sure it is.", "Zoë Müller-Lüdenscheidt"],
  ["Mixtures of Experts at Scale", "Routing tokens to experts across many machines."],
  ["Attention, Attention", "Attention."],
  [
    "Attention Is All You Need",
    `Attention in many words. ${"Words after words follow here. ".repeat(9)}`,
  ],
  ["Attention for Attention", "Attention."],
].map(([title = "", abstract = "", ...authors]) => ({ title, abstract, authors }));

beforeAll(async () => {
  await importPapers([
    ...SHELF,
    { title: "By Its Number", abstract: "x", authors: [], arxivId: "2401.01234", doi: "10.1000/7" },
  ]);
});

async function titles(q: string, limit = 20): Promise<string[]> {
  const found = await searchPapers(searchInput.parse({ q, limit }), crypto.randomUUID());
  return found.map(({ title }) => title);
}

async function first(q: string): Promise<string | undefined> {
  return (await titles(q))[0];
}

describe("a search", () => {
  it.each([
    ["a word of the title", "survey", "A Survey of Graph Networks"],
    ["a word of the abstract", "compilers", "torch.compile and Image/Video Pipelines (2023-2024)"],
    ["an author", "Müller", "Calibrated Speech"],
    ["an author without the accents", "ludenscheidt", "Calibrated Speech"],
    ["any word, where another is nowhere", "quasiperiodic voting", "Voting in Reading Groups"],
    ["another inflection", "votes of a group of readers", "Voting in Reading Groups"],
    ["the plural of an abbreviation", "llm", "S^{2}FT: Sparse Tuning of LLMs"],
    [
      "a question",
      "how can I train a model when memory is short?",
      "Training When Memory Is Short",
    ],
    ["the beginning of a word", "mixtu", "Mixtures of Experts at Scale"],
    ["the beginning of a short word", "ligh", "Painting with Light"],
    ["a word with accents for one without", "grâph", "A Survey of Graph Networks"],
    ["a word without accents for one with", "POKEMON", "Pokémon Teams"],
    ["a letter too few", "difusion for films", "Diffusion Models for Video"],
    ["a letter too many", "surveyy", "A Survey of Graph Networks"],
    ["a wrong letter", "speach", "Calibrated Speech"],
    ["two letters exchanged, in a short word", "garph", "A Survey of Graph Networks"],
    ["more than one slip in a long word", "recogniton of spech", "Calibrated Speech"],
    ["a title with braces", "S^{2}FT", "S^{2}FT: Sparse Tuning of LLMs"],
    ["a title with braces, without them", "s2ft", "S^{2}FT: Sparse Tuning of LLMs"],
    ["part of a dotted name", "compile", "torch.compile and Image/Video Pipelines (2023-2024)"],
    [
      "part of a slashed pair",
      "image pipelines",
      "torch.compile and Image/Video Pipelines (2023-2024)",
    ],
    ["the end of a span", "2024", "torch.compile and Image/Video Pipelines (2023-2024)"],
    ["an arXiv id", "arXiv:2401.01234v2", "By Its Number"],
    ["a link to it", "https://arxiv.org/abs/2401.01234", "By Its Number"],
    ["a DOI", "https://doi.org/10.1000/7", "By Its Number"],
  ])("finds %s", async (_, q, title) => expect(await first(q)).toBe(title));

  it.each(["fine tuning", "fine-tuning", "finetuning", "fine-tuned"])(
    "takes %s for the same word, however it is written",
    async (q) => {
      const found = await titles(q);
      expect(found).toContain("S^{2}FT: Sparse Tuning of LLMs");
      expect(found).toContain("Finetuning without Forgetting");
    },
  );

  it("finds the relatives of a word behind the word", async () => {
    await importPapers([
      { title: "Signs by Hand", abstract: "No automatic sorting, for once.", authors: [] },
      { title: "Signs by Post", abstract: "Automated letters: what they cost.", authors: [] },
    ]);
    expect(await titles("automated")).toEqual(["Signs by Post", "Signs by Hand"]);
  });

  it("puts a title before an abstract", async () => {
    const found = await titles("diffusion");
    expect(found.slice(0, 2)).toEqual(["Diffusion Models for Video", "Painting with Light"]);
  });

  it.each([
    ["Attention Is All", "Attention Is All You Need"],
    ["attention is al", "Attention Is All You Need"],
    ["is all you need", "Attention Is All You Need"],
  ])(
    "puts the title with the whole of %j first, though its words are usual ones",
    async (q, title) => {
      const scores = await searchPapers(searchInput.parse({ q }), crypto.randomUUID());
      expect(scores[0]?.title).toBe(title);
      expect(scores.map(({ score }) => score)).toEqual(
        scores.map(({ score }) => score).toSorted((a, b) => b - a),
      );
    },
  );

  it("puts papers that match more of the query first", async () => {
    expect((await titles("lighting diffusion image")).slice(0, 2)).toEqual([
      "Painting with Light",
      "Diffusion Models for Video",
    ]);
  });

  it("is best first, with falling scores above zero", async () => {
    const found = await searchPapers(searchInput.parse({ q: "model of groups and graphs" }), "me");
    const scores = found.map(({ score }) => score);
    expect(scores.length).toBeGreaterThan(3);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(Math.min(...scores)).toBeGreaterThan(0);
  });

  it("returns no more than the limit", async () => {
    expect(await titles("model", 2)).toHaveLength(2);
  });

  it.each([
    "",
    "   ",
    "the of and",
    "%",
    "_",
    "'",
    "% _ ' & | ! : * ( ) \\ \" < > - ;",
    "!!!",
    "日本",
  ])("finds nothing for %j, and does not fail", async (q) => expect(await titles(q)).toEqual([]));

  it.each([
    "model & !diffusion",
    "model:*A",
    "'model' | (films)",
    "model\\",
    "mo%el model",
    "model <-> films",
    `model "films video`,
    "$1 $model $$model$$",
    "model'; DROP TABLE 'Paper'; --",
  ])("reads %j as words", async (q) =>
    expect(await titles(q)).toContain("Diffusion Models for Video"),
  );

  it("accepts a very long query of unknown words", async () => {
    const q = Array.from({ length: 33 }, (_, n) => `qx${n}yz`)
      .join(" ")
      .slice(0, 200);
    expect(await titles(q)).toEqual([]);
    expect(await titles("x".repeat(200))).toEqual([]);
  });

  it("refuses control characters, and too long a text, with a sentence", () => {
    for (const q of ["nul\u0000", "x".repeat(201), "\ud800"]) {
      const { error } = searchInput.safeParse({ q });
      expect(error?.issues[0]?.message).toMatch(/^The search text .*\.$/);
    }
  });
});
