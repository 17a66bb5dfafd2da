import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePapersPage } from "./papers-page";

const HEAD = ["Get trending papers in your email inbox once a day!", "Get trending papers!"];

function parse(text: string) {
  return parsePapersPage(Buffer.from(text));
}

function page(...lines: string[]): string {
  return [...HEAD, ...lines].join("\n");
}

describe("a papers page", () => {
  it("has a title glued to Subscribe, its abstract, then title and abstract in turn", () => {
    expect(parse(page("SubscribeOne", "About one.", "Two", "About two."))).toEqual([
      { title: "One", abstract: "About one.", authors: [] },
      { title: "Two", abstract: "About two.", authors: [] },
    ]);
  });

  it("keeps titles as they are: accents, LaTeX, the word Subscribe itself", () => {
    const titles = ["S^{2}FT: $O(n)$", "Mélange — Pokémon", "Subscribe to papers", "日本語"];
    const text = page(
      ...titles.flatMap((title, place) => [place ? title : `Subscribe${title}`, "x"]),
    );
    expect(parse(text).map(({ title }) => title)).toEqual(titles);
  });

  it.each([
    ["Windows lines", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a byte order mark", (text: string) => `\uFEFF${text}`],
    ["empty lines at its end", (text: string) => `${text}\n\n \n`],
  ])("may have %s", (_, change) => {
    const text = page("SubscribeOne", "About one.");
    expect(parse(change(text))).toEqual(parse(text));
  });
});

describe("a broken papers page is refused with the line", () => {
  it.each([
    ["nothing", "", /no papers/],
    ["only its head", HEAD.join("\n"), /no papers/],
    ["no Subscribe", page("One", "About one."), /^line 3: .*"Subscribe"/],
    ["an empty first title", page("Subscribe", "About."), /^line 3: .*title.*empty/],
    ["no last abstract", page("SubscribeOne", "x", "Two"), /^line 5: .*abstract.*missing/],
    ["an empty title", page("SubscribeOne", "x", "", "y"), /^line 5: .*title.*empty/],
    ["an empty abstract", page("SubscribeOne", " ", "Two", "y"), /^line 4: .*abstract.*empty/],
    ["an abstract for a title", page("SubscribeOne", "x", "y".repeat(600), "z"), /^line 5: .*600/],
    ["too long an abstract", page("SubscribeOne", "y".repeat(10_001)), /^line 4: .*10000/],
    ["a control character", page("SubscribeOne", "a\u0000b"), /^line 4: .*control/],
  ])("%s", (_, text, message) => expect(() => parse(text)).toThrow(message));

  it("bytes that are not UTF-8", () => {
    const text = Buffer.concat([Buffer.from(page("SubscribeOne", "")), Buffer.from([0xe9, 0x20])]);
    expect(() => parsePapersPage(text)).toThrow(/^line 4: .*UTF-8/);
  });

  it("and says that nothing was imported", () => {
    expect(() => parse(page("One", "x"))).toThrow(/Nothing was imported\.$/);
  });
});

// The real page is not part of the repository. It is tested if it lies beside it.
const real = resolve(import.meta.dirname, "../../../../shared/catalog/papers-page.txt");

it.runIf(existsSync(real))("reads the real page", () => {
  const papers = parsePapersPage(readFileSync(real));
  expect(papers).toHaveLength(230);
  expect(papers[0]?.title).toBe("Self-healing Nodes with Adaptive Data-Sharding");
  expect(papers.at(-1)?.title).toBe("Scale Efficient Training for Large Datasets");
  expect(papers.some(({ title }) => title.startsWith("S^{2}FT: "))).toBe(true);
});
