import { expect, it } from "vitest";
import { linesOf } from "./rules";

it("writes identifiers as links, without those that the main link names", () => {
  const ids = [
    { type: "doi", value: "10.5555/abc" },
    { type: "pmid", value: "12345678" },
  ] as const;
  const [doi, pmid] = ["https://doi.org/10.5555/abc", "https://pubmed.ncbi.nlm.nih.gov/12345678/"];
  expect(linesOf(ids, doi)).toBe(pmid);
  expect(linesOf(ids, "")).toBe(`${doi}\n${pmid}`);
});
