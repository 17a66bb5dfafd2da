import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { importPapers } from "@/server/testing/fixtures/papers";
import { searchHits } from "./queries";

ownDatabase();

const TITLES = [
  "注意力机制综述",
  "深層強化学習によるロボットの制御",
  "トランスフォーマーの理論",
  "การเรียนรู้ของเครื่องเบื้องต้น",
  "한국어의 형태소를 분석하는 방법",
  "Modern C++ for Numerical Work",
  "C# and F# in the Laboratory",
  "Services in .NET at Scale",
  "$L_2$ Regularization and $\\ell_1$ Sparsity",
  "Sampling with top-k Filters",
  "Topk Is a Single Word Here",
  "Retrieval of the Top K Items",
  "Evaluating GPT 4 on Exams",
  "Knowledge distil- lation for recom- mender systems",
  "Speech recog-\nnition without Data",
  "Soft hy\u00adphen\u00adation of Words",
  "Eﬃcient Conﬁdence Scores",
  "Ｆｕｌｌ Ｗｉｄｔｈ Ｌｅｔｔｅｒｓ",
  "$\\alpha$-Divergence in $O(n^2)$ Time",
  "β-VAE and Δt",
  "Περί της λόγος",
  "$\\mathcal{H}$-Infinity with $\\varepsilon$-greedy Agents",
  'Schr\\"odinger Bridges',
  "Why Most Published Findings Are False",
  "Naïve Cafe\u0301 Façades",
];

beforeAll(async () => {
  await importPapers(TITLES.map((title) => ({ title, abstract: "x", authors: [] })));
});

async function titles(q: string): Promise<string[]> {
  const hits = await searchHits(q, 10);
  const papers = await db.paper.findMany({ where: { id: { in: hits.map(({ id }) => id) } } });
  return hits.map(({ id }) => papers.find((paper) => paper.id === id)?.title ?? "");
}

describe("a paper is found first", () => {
  it.each([
    ["机制", "注意力机制综述"],
    ["注意力", "注意力机制综述"],
    ["综述", "注意力机制综述"],
    ["述", "注意力机制综述"],
    ["注意力机制的综述", "注意力机制综述"],
    ["強化学習", "深層強化学習によるロボットの制御"],
    ["ロボット", "深層強化学習によるロボットの制御"],
    ["ﾛﾎﾞｯﾄ", "深層強化学習によるロボットの制御"],
    ["トランスフォーマー", "トランスフォーマーの理論"],
    ["เรียนรู้", "การเรียนรู้ของเครื่องเบื้องต้น"],
    ["เครื่อง", "การเรียนรู้ของเครื่องเบื้องต้น"],
    ["한국어", "한국어의 형태소를 분석하는 방법"],
    ["형태소", "한국어의 형태소를 분석하는 방법"],
    ["C++", "Modern C++ for Numerical Work"],
    ["C#", "C# and F# in the Laboratory"],
    ["f#", "C# and F# in the Laboratory"],
    [".NET", "Services in .NET at Scale"],
    ["L2", "$L_2$ Regularization and $\\ell_1$ Sparsity"],
    ["l_1", "$L_2$ Regularization and $\\ell_1$ Sparsity"],
    ["l1", "$L_2$ Regularization and $\\ell_1$ Sparsity"],
    ["ℓ1", "$L_2$ Regularization and $\\ell_1$ Sparsity"],
    ["ℓ₁", "$L_2$ Regularization and $\\ell_1$ Sparsity"],
    ["gpt4", "Evaluating GPT 4 on Exams"],
    ["recommender", "Knowledge distil- lation for recom- mender systems"],
    ["distillation", "Knowledge distil- lation for recom- mender systems"],
    ["distil- lation", "Knowledge distil- lation for recom- mender systems"],
    ["recognition", "Speech recog-\nnition without Data"],
    ["hyphenation", "Soft hy\u00adphen\u00adation of Words"],
    ["efficient", "Eﬃcient Conﬁdence Scores"],
    ["conﬁdence", "Eﬃcient Conﬁdence Scores"],
    ["width", "Ｆｕｌｌ Ｗｉｄｔｈ Ｌｅｔｔｅｒｓ"],
    ["ｌｅｔｔｅｒｓ", "Ｆｕｌｌ Ｗｉｄｔｈ Ｌｅｔｔｅｒｓ"],
    ["α-divergence", "$\\alpha$-Divergence in $O(n^2)$ Time"],
    ["alpha", "$\\alpha$-Divergence in $O(n^2)$ Time"],
    ["𝛼", "$\\alpha$-Divergence in $O(n^2)$ Time"],
    ["O(n²)", "$\\alpha$-Divergence in $O(n^2)$ Time"],
    ["O(n^2)", "$\\alpha$-Divergence in $O(n^2)$ Time"],
    ["beta-VAE", "β-VAE and Δt"],
    ["$\\beta$-VAE", "β-VAE and Δt"],
    ["betavae", "β-VAE and Δt"],
    ["delta t", "β-VAE and Δt"],
    ["λογος", "Περί της λόγος"],
    ["ΛΌΓΟΣ", "Περί της λόγος"],
    ["h-infinity", "$\\mathcal{H}$-Infinity with $\\varepsilon$-greedy Agents"],
    ["ε-greedy", "$\\mathcal{H}$-Infinity with $\\varepsilon$-greedy Agents"],
    ["schrodinger", 'Schr\\"odinger Bridges'],
    ["Schrödinger", 'Schr\\"odinger Bridges'],
    ["why most", "Why Most Published Findings Are False"],
    ["cafe", "Naïve Cafe\u0301 Façades"],
  ])("for %s", async (q, title) => expect((await titles(q))[0]).toBe(title));
});

it("a language is not taken for another one of its letter", async () => {
  expect(await titles("C#")).toEqual(["C# and F# in the Laboratory"]);
  expect(await titles("C++")).toEqual(["Modern C++ for Numerical Work"]);
});

it.each(["top-k", "topk", "top k", "Top_K"])("%s is one word, however it is written", async (q) => {
  expect((await titles(q)).toSorted()).toEqual([
    "Retrieval of the Top K Items",
    "Sampling with top-k Filters",
    "Topk Is a Single Word Here",
  ]);
});

it("signs of another order are another word", async () => {
  expect(await titles("制机")).toEqual([]);
  expect(await titles("意注")).toEqual([]);
});

/** C, F and NET are not the languages that are named after them. */
const WORDS = /(?:\.(?=NET))?(?:[\p{L}\p{N}\p{M}]+[#+]{0,2})+/gu;
/** Words that are in no index, because nearly every text has them. */
const USUAL = /^(?:and|for|in|the|is|a|of|on|at|with|here|why|most|are)$/i;
/** How mathematics is set. */
const UNSAID = /^(?:mathcal|varepsilon|ell)$/;

it("every paper is found by any word of its own title", async () => {
  for (const title of TITLES) {
    const words =
      title
        .replace(/\\"|\u00ad/g, "")
        .normalize("NFKC")
        .match(WORDS) ?? [];
    for (const word of words)
      if (!USUAL.test(word) && !UNSAID.test(word))
        expect(await titles(word), `${word} in ${title}`).toContain(title);
  }
});
