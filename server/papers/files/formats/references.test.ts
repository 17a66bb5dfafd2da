import { expect, it } from "vitest";
import { filed } from "@/server/testing/fixtures/filed";
import { writeReference } from "./references";

const PAGE = "https://read.example.org/papers/p";

it("writes a reference in three styles", () => {
  const paper = filed({ authors: ["Leslie Lamport", "Ludwig van Beethoven"] });
  expect(writeReference(paper, "apa", PAGE)).toBe(
    "Lamport, L., & van Beethoven, L. (1978). Time, Clocks, and the Ordering of Events. https://doi.org/10.1145/359545.359563",
  );
  expect(writeReference(paper, "harvard", PAGE)).toBe(
    "Lamport, L. and van Beethoven, L. (1978) “Time, Clocks, and the Ordering of Events.” Available at: https://doi.org/10.1145/359545.359563.",
  );
  expect(writeReference(paper, "vancouver", PAGE, 7)).toBe(
    "7. Lamport L, van Beethoven L. Time, Clocks, and the Ordering of Events [Internet]. 1978 Jul 1. doi:10.1145/359545.359563",
  );
});

it("names the archive of a preprint", () => {
  const paper = filed({ doi: null, arxivId: "2403.04567", title: "On $O(n^2)$ & <b>more</b>" });
  expect(writeReference(paper, "apa", PAGE)).toBe(
    "Lamport, L. (1978). On O(n²) & <b>more</b> (arXiv:2403.04567). arXiv. https://arxiv.org/abs/2403.04567",
  );
});

it("copes with a paper of which next to nothing is known", () => {
  const bare = filed({ doi: null, authors: [], publishedOn: null, title: "A <i>b</i> < c" });
  expect(writeReference(bare, "apa", PAGE)).toBe(
    "A <i>b</i> < c. (n.d.). https://read.example.org/papers/p",
  );
  expect(writeReference(bare, "vancouver", PAGE)).toBe(
    "1. A <i>b</i> < c [Internet]. Available from: https://read.example.org/papers/p",
  );
});
