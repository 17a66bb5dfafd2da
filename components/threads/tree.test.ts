import { expect, it } from "vitest";
import { type Branch, branchesOf, type Entry, STEPS, withSending } from "./tree";

function entry(id: string, depth: number, parentId: string | null = null): Entry {
  return {
    id,
    parentId,
    depth,
    html: "",
    body: null,
    author: { handle: id, name: id.toUpperCase() },
    createdAt: new Date(0),
    editedAt: null,
    deleted: false,
    unshown: 0,
    may: { edit: false, remove: false },
  };
}

type Names = [string, ...Names[]];
const names = ({ comment, answers }: Branch): Names => [comment.id, ...answers.map(names)];

it("makes a tree of what is read from top to bottom", () => {
  const tree = branchesOf([
    entry("a", 0),
    entry("b", 1),
    entry("c", 2),
    entry("d", 1),
    entry("e", 0),
  ]);
  expect(tree.map(names)).toEqual([["a", ["b", ["c"]], ["d"]], ["e"]]);
  expect(tree.map(({ below }) => below)).toEqual([3, 0]);
});

it("steps to the right only so far, and then says who is answered", () => {
  const deep = Array.from({ length: STEPS + 4 }, (_, depth) => entry(`${depth}`, depth));
  let at = branchesOf(deep)[0];
  expect(at?.below).toBe(STEPS + 3);
  for (let step = 1; step < STEPS; step++) {
    expect(at?.answers).toHaveLength(1);
    at = at?.answers[0];
  }
  expect(at?.answers.map(({ comment, to }) => [comment.id, to?.name])).toEqual([
    [`${STEPS}`, undefined],
    [`${STEPS + 1}`, `${STEPS}`],
    [`${STEPS + 2}`, `${STEPS + 1}`],
    [`${STEPS + 3}`, `${STEPS + 2}`],
  ]);
});

it("names nobody where the answered comment is deleted", () => {
  const deep = Array.from({ length: STEPS + 2 }, (_, depth) => entry(`${depth}`, depth));
  const gone = deep[STEPS] as Entry;
  gone.author = null;
  let at = branchesOf(deep)[0];
  for (let step = 1; step < STEPS; step++) at = at?.answers[0];
  expect(at?.answers.at(-1)?.to).toBeNull();
});

it("puts what is being sent where it will stand", () => {
  const there = [entry("a", 0), entry("b", 1, "a"), entry("c", 2, "b"), entry("d", 0)];
  const order = (...sending: Entry[]) =>
    withSending(there, sending).map(({ id, depth }) => `${id}${depth}`);
  expect(order(entry("new", 0))).toEqual(["a0", "b1", "c2", "d0", "new0"]);
  expect(order(entry("new", 0, "a"))).toEqual(["a0", "b1", "c2", "new1", "d0"]);
  expect(order(entry("new", 0, "b"))).toEqual(["a0", "b1", "c2", "new2", "d0"]);
  expect(order(entry("new", 0, "elsewhere"))).toEqual(["a0", "b1", "c2", "d0"]);
});
