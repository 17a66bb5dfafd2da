import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_VIA, effectiveLevel, namesInWords, notificationFor, type Relation } from "./rules";
import { KINDS, VIAS } from "./schema";

const NOTHING: Relation = {
  thread: null,
  paper: null,
  author: null,
  topic: null,
  group: null,
  answered: false,
  mentioned: false,
  choices: {},
};
const kindFor = (what: Partial<Relation>) => notificationFor({ ...NOTHING, ...what })?.kind ?? null;

describe("effectiveLevel", () => {
  it("lets the narrower choice win: thread before paper before author before topic before group", () => {
    const order = ["thread", "paper", "author", "topic", "group"] as const;
    for (const [place, narrow] of order.entries()) {
      for (const wide of order.slice(place + 1)) {
        expect(effectiveLevel({ ...NOTHING, [narrow]: "follow", [wide]: "mute" })).toBe("follow");
        expect(effectiveLevel({ ...NOTHING, [narrow]: "mute", [wide]: "follow" })).toBe("mute");
      }
    }
  });
});

describe("notificationFor", () => {
  it.each<[Partial<Relation>, string | null]>([
    [{}, null],
    [{ thread: "follow" }, "comment"],
    [{ group: "follow" }, "comment"],
    [{ answered: true }, "answer"],
    [{ mentioned: true }, "mention"],
    [{ thread: "follow", answered: true }, "answer"],
    [{ thread: "follow", answered: true, mentioned: true }, "mention"],
    [{ thread: "mute", answered: true, mentioned: true }, null],
    [{ group: "mute", mentioned: true }, null],
    [{ group: "mute", paper: "follow", mentioned: true }, "mention"],
    [{ mentioned: true, answered: true, choices: { mention: "none" } }, "answer"],
    [{ thread: "follow", mentioned: true, choices: { mention: "none" } }, "comment"],
    [{ mentioned: true, choices: { mention: "none" } }, null],
  ])("%j makes %s", (relation, kind) => expect(kindFor(relation)).toBe(kind));

  it("makes no notification for a muted thread or of an unwanted kind", () => {
    const level = fc.constantFrom("follow" as const, "mute" as const, null);
    const choices = fc.dictionary(fc.constantFrom(...KINDS), fc.constantFrom(...VIAS));
    const relation = fc.record({
      thread: level,
      paper: level,
      author: level,
      topic: level,
      group: level,
      answered: fc.boolean(),
      mentioned: fc.boolean(),
      choices,
    });
    fc.assert(
      fc.property(relation, (one) => {
        const as = notificationFor(one);
        if (effectiveLevel(one) === "mute") return as === null;
        return (
          as === null ||
          (as.via !== "none" && as.via === (one.choices[as.kind] ?? DEFAULT_VIA[as.kind]))
        );
      }),
    );
  });
});

describe("namesInWords", () => {
  it.each([
    [["Ada"], 1, "Ada"],
    [["Ada", "Béla"], 2, "Ada and Béla"],
    [["Ada", "Béla"], 3, "Ada, Béla and 1 other"],
    [["Ada", "Béla"], 9, "Ada, Béla and 7 others"],
    [[], 0, "Someone"],
  ])("%j of %i", (names, total, words) => expect(namesInWords(names, total)).toBe(words));
});
