import fc from "fast-check";
import { expect, it } from "vitest";
import { type Alike, cutWords, gatherAlike } from "./rules";

const words = (q: string) => cutWords(q).trim().split(/ +/);

it.each([
  ["attention mechanism", ["attention", "mechanism"]],
  ["注意力机制", ["注意力", "机制"]],
  ["GPT模型 x", ["GPT", "模型", "x"]],
  ["推荐系统中的应用", ["推荐", "系统", "中的", "应用"]],
  ["機械学習のモデル", ["機械", "学習", "モデル"]],
  ["トランスフォーマー", ["トランスフォーマー"]],
  ["王伟", ["王伟"]],
  ["水", ["水"]],
  ["เรียนรู้ของเครื่อง", ["เรียน", "รู้", "ของ", "เครื่อง"]],
])("cuts %s", (q, expected) => expect(words(q)).toEqual(expected));

it("leaves nothing out but particles", () => {
  for (const q of ["的", "のの", "在水", "水在"]) expect(cutWords(q).trim()).not.toBe("");
});

const list = (...scores: number[]) => scores.map((score, at) => ({ id: `p${at}`, score }));
const idsOf = (hits: { id: string }[]) => hits.map(({ id }) => id).join(" ");

it("orders papers behind the first two by their likeness to the best", () => {
  const hits = list(10, 9, 5, 4, 3);
  expect(idsOf(gatherAlike(hits, []))).toBe("p0 p1 p2 p3 p4");
  const alike: Alike[] = [
    { paperId: "p0", similarId: "p4", score: 0.3 },
    { paperId: "p0", similarId: "elsewhere", score: 0.9 },
    { paperId: "p0", similarId: "p1", score: 0.9 },
  ];
  expect(idsOf(gatherAlike(hits, alike))).toBe("p0 p1 p4 p2 p3");
});

it("keeps the places of all whose titles have the question", () => {
  const alike: Alike[] = [{ paperId: "p0", similarId: "p4", score: 0.9 }];
  expect(idsOf(gatherAlike(list(10, 9, 8, 4, 3), alike, 1))).toBe("p0 p1 p4 p2 p3");
  expect(idsOf(gatherAlike(list(10, 9, 8, 4, 3), alike, 3))).toBe("p0 p1 p2 p4 p3");
});

it("leaves out and adds none, keeps the first two, and has falling scores", () => {
  const id = fc.integer({ min: 0, max: 14 }).map((at) => `p${at}`);
  const pair = fc.record({
    paperId: id,
    similarId: id,
    score: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const scores = fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { maxLength: 15 });
  fc.assert(
    fc.property(scores, fc.array(pair), (some, alike) => {
      const hits = list(...some.toSorted((a, b) => b - a));
      const found = gatherAlike(hits, alike);
      expect(found.map((hit) => hit.id).toSorted()).toEqual(hits.map((hit) => hit.id).toSorted());
      expect(found.slice(0, 2)).toEqual(hits.slice(0, 2));
      expect(found.map((hit) => hit.score)).toEqual(
        found.map((hit) => hit.score).toSorted((a, b) => b - a),
      );
    }),
  );
});
