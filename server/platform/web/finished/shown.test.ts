import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { noteCall, noteShown, readingSince, withTopics } from "./shown";

/** A slow procedure that notes these topics; with null it notes nothing. */
const call = (topics: string[] | null) =>
  noteCall(async () => {
    await setImmediate();
    if (topics) noteShown(...topics);
    await setImmediate();
    return "read";
  });

const topicsOf = async (make: () => Promise<unknown>) => {
  const { topics } = await withTopics(make);
  return topics && [...topics].sort();
};

it("gathers the topics of everything that a page reads, each once", async () => {
  const page = () => Promise.all([call(["a", "b"]), call(["b", "c"]), call([])]);
  expect(await topicsOf(page)).toEqual(["a", "b", "c"]);
  expect(await topicsOf(() => noteCall(() => call(["inner"])))).toEqual(["inner"]);
});

it("has no topics for a page if one of its queries noted none", async () => {
  expect(await topicsOf(() => Promise.all([call(["a"]), call(null)]))).toBeNull();
  expect(await topicsOf(() => noteCall(() => call(null)))).toBeNull();
});

it("has no topics for a page that read nothing, so that no page is kept by mistake", async () => {
  expect(await topicsOf(async () => "words")).toBeNull();
});

it("has an empty list for a page that never changes", async () => {
  expect(await topicsOf(() => call([]))).toEqual([]);
});

it("does not mix up pages that are rendered at the same time", async () => {
  const both = await Promise.all([topicsOf(() => call(["a"])), topicsOf(() => call(["b"]))]);
  expect(both).toEqual([["a"], ["b"]]);
});

it("passes results and faults on, and notes nothing outside a page", async () => {
  expect(await call(["a"])).toBe("read");
  noteShown("nobody listens");
  const fault = async () => {
    throw new Error("fault");
  };
  await expect(withTopics(() => noteCall(fault))).rejects.toThrow("fault");
});

it("tells a query the time that its page says of itself", async () => {
  const { result } = await withTopics(() => noteCall(async () => readingSince()), 5);
  expect(result).toBe(5);
  expect(readingSince()).toBeGreaterThan(5);
});
