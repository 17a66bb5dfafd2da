import { expect, it } from "vitest";
import { cutWords } from "./rules";

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
