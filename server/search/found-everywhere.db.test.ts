import { beforeAll, expect, it } from "vitest";
import { gatherItems } from "@/server/digests/gathering/queries";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { subscribe } from "@/server/testing/fixtures/digests";
import { importPapers } from "@/server/testing/fixtures/papers";
import { postComment } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";

ownDatabase();

/** Titles, which are comments as well, and texts by which each is found: as a paper first, and by comments and digests. */
const FOUND: readonly (readonly [string, ...string[]])[] = [
  ["注意力机制综述", "机制", "注意力机制的综述", "综述 机制"],
  ["基于Transformer的机器翻译研究", "机器翻译", "基于Transformer", "transformer 翻译"],
  ["深層強化学習によるロボットの制御", "ﾛﾎﾞｯﾄ", "強化学習 ロボット", "ロボットの制御"],
  ["การเรียนรู้เชิงลึกสำหรับภาพ", "เชิงลึก", "การเรียนรู้เชิงลึก"],
  ["C# and F# in the Laboratory", "C♯", "f#", "c# laboratory"],
  ["Services in .NET at Scale", ".NET", ".net services", "dotnet"],
  ["Idiomatic ASP.NET Pages", "ASP.NET", "aspnet"],
  ["Learning Node.js and Vue.js", "nodejs", "node js", "vue.js"],
  ["Bounds in L^p and $\\ell_\\infty$ Norms", "ℓ∞", "l_infty", "l-infinity", "$L^p$", "Lp norms"],
  ["Sampling with top-k Filters", "topk filters", "top‑k filters", "top k filters"],
  ["Optimizing the F1 Score Directly", "F_1", "F₁", "F$_1$", "f1-score"],
  ["3D Scenes from 2D Images", "3-D", "2-D images", "3 D scenes"],
  ["Reasoning with o1 and o3 Models", "o1", '"o1"'],
  ["GPT-4 Technical Report", "GPT4", "gpt 4", '"GPT4"', "gpt‑4"],
  ["LLaMA-2: Open Chat", "LLaMA 2", "llama2", '"LLaMA 2"'],
  ["Mixtral 8x7B Explained", "8×7B", "mixtral 8 x 7b", "Mixtral-8x7B"],
  ["β-VAE Disentangles", "beta-VAE", "betaVAE", "ß-VAE", "ϐ-VAE", '"beta-VAE"', "\\beta-VAE"],
  ["π0: A Vision-Language-Action Flow Model", "pi0", "π₀", "$\\pi_0$", "vision language action"],
  ["Σ-Protocols for ∞-Categories", "sigma protocols", "\\infty-categories", "infinity categories"],
  ["Speech recog-\nnition without Labels", "speech recognition", "recognition"],
  ["Eﬃcient Conﬁdence Scores", "efficient", "conﬁdence", '"confidence scores"'],
  ["Łojasiewicz Inequalities after Erdős", "Lojasiewicz", "Erdos", "Erd\\H{o}s"],
  ["Gröbner Bases and Möbius Inversion", "Groebner", "Grobner", "Moebius", 'gr\\"obner'],
  ["Straße und Größe", "STRASSE", "groesse", "grosse strasse"],
  ["Обучение нейронных сетей", "ОБУЧЕНИЕ", "нейронных сетей"],
  ["Тhe Сyrillic Look-alike Рaper", "cyrillic", "lookalike cyrillic paper"],
  ["Cross-Entropy and Conv Nets", "Сross-entropy conv", "Сrоss Entropy", "Αnd Соnv Nets"],
  ["Ｆｕｌｌ Ｗｉｄｔｈ Ｌｅｔｔｅｒｓ", "full width", "ｗｉｄｔｈ", '"full width letters"'],
  ["$W + BA$: Low-Rank Updates", "$W + BA$", "W+BA", "low-rank BA"],
  ["Solving $Ax = b$ in $O(n \\log n)$ Time", "Ax = b", "$Ax=b$", "O(n log n)"],
  ["Is P = NP", "P = NP", "P=NP", "$P=NP$"],
  ["Why P ≠ NP", "P != NP", "P\\neq NP", "$P \\not= NP$"],
  ["On $\\mathbb{R}^n$-Valued Maps and $SU(2)$", "ℝⁿ", "R^n", "SU(2)", "su2"],
  ["$S^{2}FT$: Sparse Tuning", "S²FT", "S$^2$FT", "s2ft"],
  ["Don’t Stop Pretraining", "don't stop", "dont stop pretraining", "‘don’t stop’"],
  ["O’Brien’s Test for Bayes' Rule", "O'Brien", "obrien", '"bayes’ rule"'],
  ["Why Should I Trust You? Explained", "«should I trust you»", "“should I trust you?”"],
  ["AT&T and R&D in the Large", "AT&T", "R&amp;D", "at&t r&d", "r & d large"],
  ["End2End and seq2seq Learning", "seq-2-seq", "seq 2 seq", "end-2-end"],
  ["word2vec and Friends", "word 2 vec", "Word2Vec"],
  ["ResNet50 versus ViT-B/16", "ResNet 50", "ResNet-50", "ViT B/16"],
  ["TCP/IP over I/O Buses", "tcpip", "tcp ip", "I/O"],
  ["A* Search and Friends", "A*", "A* search", "A-star"],
  ["snake_case_names in torch.compile()", "snake case names", "torch.compile", "torchcompile"],
  ["Q-learning, TD(λ) and PPO", "TD lambda", "td(lambda)", "$TD(\\lambda)$", "qlearning"],
  ["العربية في التعلم العميق", "التَّعلُّم", "العربية"],
  ["Tiếng Việt và mạng nơ-ron", "tieng viet", "Tiê\u0301ng Viê\u0323t"],
  ["İstanbul'da Derin Öğrenme", "istanbul", "DERİN ÖĞRENME"],
];

let reader: Viewer;
const comments = new Map<string, string>();
const papers = new Map<string, string>();
beforeAll(async () => {
  const titles = FOUND.map(([title]) => title);
  await importPapers(titles.map((title) => ({ title, abstract: "x", authors: ["Ada Lovelace"] })));
  for (const { id, title } of await db.paper.findMany()) papers.set(title, id);
  const [ada, paper] = [await person("ada"), await paperSlug()];
  for (const title of titles) {
    await db.rateLimit.deleteMany();
    comments.set(title, (await postComment(ada, { paper }, title)).commentId);
  }
  reader = await person("bela");
});

/** The papers that a digest brings for a saved search. */
async function inDigest(query: string): Promise<(string | null)[]> {
  const sources = [{ kind: "search" as const, query }];
  const subscriptionId = await subscribe(reader, { sources });
  const { id } = reader;
  const to = { personId: id, readerId: id, since: new Date(0), length: "full" as const };
  const items = await db.$transaction((tx) =>
    gatherItems(tx, [{ subscriptionId, ...to }], new Date()),
  );
  await db.subscription.deleteMany();
  return (items.get(subscriptionId) ?? []).map(({ paperId }) => paperId);
}

it.each(FOUND)("%s is found as a paper, as a comment and by a digest", async (title, ...asked) => {
  for (const q of asked) {
    await db.rateLimit.deleteMany();
    const [first] = await as(null).papers.search({ q, limit: 5 });
    expect(first?.id, q).toBe(papers.get(title));
    const { hits } = await as(null).search.comments({ q });
    expect(
      hits.map(({ id }) => id),
      q,
    ).toContain(comments.get(title));
    expect(await inDigest(q), q).toContain(papers.get(title));
    // With a condition, digests take another way.
    expect(await inDigest(`${q} author:lovelace`), q).toContain(papers.get(title));
  }
});

it.each([
  ["C#", "F#"],
  ["P = NP year:1999", ""],
  ["制机", ""],
  ["😀", ""],
])("a digest for %s brings nothing else", async (query, part) => {
  const found = await inDigest(query);
  const titles = [...papers].filter(([, id]) => found.includes(id)).map(([title]) => title);
  expect(titles.every((title) => part !== "" && title.includes(part))).toBe(true);
});

it("leaves words of two alphabets as they are", async () => {
  const [row] = await db.$queryRaw<{ mixed: string; own: string }[]>`
    SELECT search_text('IoTсистем') AS mixed, search_text('Сросс ΔE βVAE') AS own`;
  expect(row).toEqual({ mixed: "iotсистем", own: "сросс delta e beta vae" });
});
