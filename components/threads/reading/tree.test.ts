import { expect, it } from "vitest";
import { MAY_NOTHING, withSending } from "./on-its-way";
import { type Branch, branchesOf, createPlaces, type Entry, keepPlaces, STEPS } from "./tree";

function entry(id: string, depth: number, parentId: string | null = null): Entry {
  return {
    id,
    parentId,
    depth,
    number: 1,
    html: "",
    folded: false,
    body: null,
    quotedText: null,
    author: { handle: id, name: id.toUpperCase() },
    createdAt: new Date(0),
    editedAt: null,
    gone: null,
    label: null,
    spoiler: null,
    quote: null,
    answeredAt: null,
    pinned: false,
    reactions: [],
    unshown: 0,
    may: MAY_NOTHING,
  };
}

type Names = [string, ...Names[]];
const names = ({ comment, replies }: Branch): Names => [comment.id, ...replies.map(names)];

it("builds a tree from comments in reading order", () => {
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

it("limits indentation, and then names the author of the parent", () => {
  const deep = Array.from({ length: STEPS + 4 }, (_, depth) => entry(`${depth}`, depth));
  let at = branchesOf(deep)[0];
  expect(at?.below).toBe(STEPS + 3);
  for (let step = 1; step < STEPS; step++) {
    expect(at?.replies).toHaveLength(1);
    at = at?.replies[0];
  }
  expect(at?.replies.map(({ comment, to }) => [comment.id, to?.name])).toEqual([
    [`${STEPS}`, undefined],
    [`${STEPS + 1}`, `${STEPS}`],
    [`${STEPS + 2}`, `${STEPS + 1}`],
    [`${STEPS + 3}`, `${STEPS + 2}`],
  ]);
});

it("names nobody if the parent is deleted", () => {
  const deep = Array.from({ length: STEPS + 2 }, (_, depth) => entry(`${depth}`, depth));
  const gone = deep[STEPS] as Entry;
  gone.author = null;
  let at = branchesOf(deep)[0];
  for (let step = 1; step < STEPS; step++) at = at?.replies[0];
  expect(at?.replies.at(-1)?.to).toBeNull();
});

it("places a comment on its way where it will appear", () => {
  const there = [entry("a", 0), entry("b", 1, "a"), entry("c", 2, "b"), entry("d", 0)];
  const order = (order: "best" | "newest", ...sending: Entry[]) =>
    withSending(there, sending, order).map(({ id, depth }) => `${id}${depth}`);
  expect(order("best", entry("new", 0))).toEqual(["a0", "b1", "c2", "d0", "new0"]);
  expect(order("best", entry("new", 0, "a"))).toEqual(["a0", "b1", "c2", "new1", "d0"]);
  expect(order("best", entry("new", 0, "b"))).toEqual(["a0", "b1", "c2", "new2", "d0"]);
  expect(order("best", entry("new", 0, "elsewhere"))).toEqual(["a0", "b1", "c2", "d0"]);
  expect(order("newest", entry("new", 0))).toEqual(["new0", "a0", "b1", "c2", "d0"]);
  expect(order("newest", entry("new", 0, "a"))).toEqual(["a0", "new1", "b1", "c2", "d0"]);
  expect(withSending([], [entry("new", 0)], "best").map(({ id }) => id)).toEqual(["new"]);
});

it("keeps comments in place when others arrive or gain reactions", () => {
  const ids = (entries: Entry[]) => entries.map(({ id }) => id);
  const before = [entry("a", 0), entry("b", 1, "a"), entry("c", 1, "a"), entry("d", 0)];
  // Reactions moved d and c up; e is new, and so is f under d.
  const after = [
    entry("d", 0),
    entry("f", 1, "d"),
    entry("a", 0),
    entry("c", 1, "a"),
    entry("b", 1, "a"),
    entry("e", 0),
  ];
  const best = createPlaces();
  expect(ids(keepPlaces(before, best, "best"))).toEqual(["a", "b", "c", "d"]);
  expect(ids(keepPlaces(after, best, "best"))).toEqual(["a", "b", "c", "d", "f", "e"]);
  const newest = createPlaces();
  expect(ids(keepPlaces(before, newest, "newest"))).toEqual(["a", "b", "c", "d"]);
  const more = [entry("g", 0), entry("e", 0), ...before];
  expect(ids(keepPlaces(more, newest, "newest"))).toEqual(["g", "e", "a", "b", "c", "d"]);
});
