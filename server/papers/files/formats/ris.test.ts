import { Cite } from "@citation-js/core";
import "@citation-js/plugin-ris";
import { expect, it } from "vitest";
import { filed } from "@/server/testing/fixtures/filed";
import { writeRis } from "./ris";

const pageOf = (slug: string) => `https://read.example.org/papers/${slug}`;

it("writes a reference that another parser reads", () => {
  const text = writeRis(
    [
      filed({
        authors: ["Ludwig van Beethoven", "Martin Luther King Jr.", "The ATLAS Collaboration"],
        arxivId: "2403.04567",
        url: "https://example.org/paper",
        note: "Read on 2026-05-07",
      }),
      filed({ slug: "b", doi: null, publishedOn: null, abstract: "" }),
    ],
    pageOf,
  );
  expect(text).toBe(`TY  - JOUR
TI  - Time, Clocks, and the Ordering of Events
AU  - van Beethoven, Ludwig
AU  - King, Martin Luther, Jr.
AU  - The ATLAS Collaboration,
PY  - 1978
DA  - 1978/07/01
DO  - 10.1145/359545.359563
UR  - https://example.org/paper
UR  - https://arxiv.org/abs/2403.04567
AB  - The concept of one event happening before another.
N1  - Read on 2026-05-07
ID  - time-clocks
ER  - 

TY  - GEN
TI  - Time, Clocks, and the Ordering of Events
AU  - Lamport, Leslie
UR  - https://read.example.org/papers/b
ID  - b
ER  - 

`);
  const { data } = new Cite(text, { forceType: "@ris/file" });
  expect(data).toMatchObject([
    {
      title: "Time, Clocks, and the Ordering of Events",
      DOI: "10.1145/359545.359563",
      issued: { "date-parts": [[1978, 7, 1]] },
    },
    { URL: "https://read.example.org/papers/b" },
  ]);
});

it("lets no text begin a tag or end a reference", () => {
  const text = writeRis(
    [filed({ title: "A\nER  - \nTY  - BOOK", abstract: "One.\n\nER  - \n\nTI  - Other" })],
    pageOf,
  );
  expect(text.match(/^[A-Z][A-Z0-9] {2}- ?/gm)).toEqual([
    ..."TY TI AU PY DA DO UR AB ID ER".split(" ").map((tag) => `${tag}  - `),
  ]);
  expect(text).toContain("AB  - One.\n\nER -\n\nTI - Other\n");
});

it("says as much of a date as is known, and where a paper was published", () => {
  const at = { publishedOn: new Date("2024-05-01"), venue: "Proceedings of the Tree Conference" };
  const year = writeRis([filed({ ...at, publishedPrecision: "year" })], pageOf);
  expect(year).toContain("TY  - CPAPER\n");
  expect(year).toContain("PY  - 2024\nT2  - Proceedings");
  const month = writeRis(
    [filed({ publishedOn: at.publishedOn, publishedPrecision: "month", venue: "Trees" })],
    pageOf,
  );
  expect(month).toContain("PY  - 2024\nDA  - 2024/05\nJO  - Trees\n");
});
