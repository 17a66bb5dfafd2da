import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pastedIn } from "./rules";

const kinds = (text: string) => pastedIn(text).map(({ kind, text: one }) => `${kind}: ${one}`);

describe("a pasted text of identifiers and links alone", () => {
  it.each([
    ["1706.03762", ["arXiv ID: 1706.03762"]],
    ["arXiv: 1706.03762v5", ["arXiv ID: arXiv:1706.03762v5"]],
    ["https://arxiv.org/abs/1706.03762", ["arXiv ID: https://arxiv.org/abs/1706.03762"]],
    ["hep-th/9901001", ["arXiv ID: hep-th/9901001"]],
    ["doi: 10.1000/xyz", ["DOI: doi:10.1000/xyz"]],
    ["https://doi.org/10.1000/xyz", ["DOI: https://doi.org/10.1000/xyz"]],
    ["https://openreview.net/forum?id=a", ["link: https://openreview.net/forum?id=a"]],
    ["openreview.net/forum?id=a", ["link: openreview.net/forum?id=a"]],
    ["/papers/attention-is-all", ["link: /papers/attention-is-all"]],
    [
      "1706.03762,\n10.1000/xyz;  https://a.org/b",
      ["arXiv ID: 1706.03762", "DOI: 10.1000/xyz", "link: https://a.org/b"],
    ],
  ])("%j", (text, wanted) => {
    expect(kinds(text)).toEqual(wanted);
  });

  it.each([
    ["2005.11401 and https://arxiv.org/abs/1706.03762", 2],
    ["2005.11401, 1706.03762 and doi: 10.1000/xyz", 3],
    ["10.1000/xyz & https://a.org/b", 2],
  ])("may have a word between them: %j", (text, count) => {
    expect(pastedIn(text)).toHaveLength(count);
  });

  it.each([
    "",
    "and",
    "attention",
    "node.js",
    "attention 1706.03762",
    "GPT-4 and 10.1000/xyz",
    "A/B tests",
  ])("is not %j", (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it("keeps the order of a list, whatever blanks are between", () => {
    const id = fc.stringMatching(/^(?:1[5-9]|2[0-5])0[1-9]\.\d{4}[1-9]$/);
    fc.assert(
      fc.property(
        fc.array(id, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(" ", "\n", ", ", "\r\n", "\t"),
        (ids, between) => {
          expect(pastedIn(ids.join(between)).map(({ text }) => text)).toEqual(ids);
        },
      ),
    );
  });
});
