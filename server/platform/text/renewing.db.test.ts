import { expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { renewTexts, storedTexts } from "./renewing";

ownDatabase();

/** Texts without a table, and a list of what was done with them, in order. */
function texts(many: number, render: (at: number) => string) {
  const waiting = Array.from({ length: many }, (_, at) => at);
  const written: [number, string][] = [];
  const kept = storedTexts({
    name: "texts",
    left: async () => waiting.length,
    read: async (most) => waiting.slice(0, most),
    render,
    unrendered: () => "as it was",
    async write(_, renewed) {
      written.push(...renewed.map(({ text, shown }): [number, string] => [text, shown]));
      waiting.splice(0, renewed.length);
      return renewed.length;
    },
  });
  return { kept, written };
}

it("lets other work run after each text", async () => {
  const done: string[] = [];
  const { kept } = texts(60, () => {
    done.push("a text");
    setImmediate(() => done.push("something else"));
    return "";
  });
  await renewTexts([kept], 60);
  expect(done.filter((one) => one === "a text")).toHaveLength(60);
  done.forEach((one, at) => {
    expect(one).toBe(at % 2 === 0 ? "a text" : "something else");
  });
});

it("goes on with the next table until the limit of one run", async () => {
  const [first, second] = [texts(70, String), texts(70, String)];
  expect(await renewTexts([first.kept, second.kept], 100)).toBe(100);
  expect([first.written.length, second.written.length]).toEqual([70, 30]);
  expect(await renewTexts([first.kept, second.kept], 100)).toBe(40);
  expect(second.written).toEqual(Array.from({ length: 70 }, (_, at) => [at, String(at)]));
});

it("shows a text that cannot be rendered as it was written, and renders the rest", async () => {
  const { kept, written } = texts(3, (at) => {
    if (at === 1) throw new Error("too large");
    return "anew";
  });
  expect(await renewTexts([kept])).toBe(3);
  expect(written.map(([, shown]) => shown)).toEqual(["anew", "as it was", "anew"]);
});
