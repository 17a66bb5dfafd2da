import { describe, expect, it } from "vitest";
import { dayNumber, inPlainWords, namesInWords, sentenceOf, viaOf } from "./rules";
import type { ShownNotification } from "./schema";

const AT = new Date("2026-11-24T12:00:00Z");
const LINE: ShownNotification = {
  key: "key",
  from: AT,
  until: AT,
  kind: "mention",
  count: 1,
  unread: true,
  path: "/",
  names: ["Ada"],
  people: 1,
  title: "Paxos",
  detail: null,
  group: { slug: "systems", name: "Systems" },
};
const meeting = (state: "planned" | "moved" | "cancelled") =>
  ({ of: "meeting", startsAt: AT, state }) as const;
const act = (done: string, reason = "") => ({ of: "act", act: done, reason }) as const;
const chosen = (...titles: string[]) => ({ of: "ballot", chosen: titles }) as const;
const added = { ...chosen(), news: "added" } as const;
const extended = { ...chosen(), news: "extended" } as const;
/** A line about something that is gone. */
const BARE = { title: null, group: null };

describe("inPlainWords", () => {
  it.each<[Partial<ShownNotification>, string]>([
    [{ kind: "mention" }, "Ada mentioned you in “Paxos” (Systems)"],
    [{ kind: "mention", count: 2 }, "Ada mentioned you 2 times in “Paxos” (Systems)"],
    [{ kind: "mention", ...BARE }, "Ada mentioned you in “a paper”"],
    [{ kind: "answer" }, "Ada replied to you in “Paxos” (Systems)"],
    [{ kind: "answer", count: 3 }, "3 replies in “Paxos” (Systems), by Ada"],
    [{ kind: "answer", count: 3, ...BARE }, "3 replies in “a paper”, by Ada"],
    [{ kind: "comment", count: 2 }, "Ada commented in “Paxos” (Systems)"],
    [{ kind: "paper", title: "RL" }, "New papers in RL"],
    [{ kind: "paper", ...BARE }, "New papers in a topic you follow"],
    [
      { kind: "paper", ...BARE, title: "Ada Okafor", detail: { of: "author" } },
      "New papers by Ada Okafor",
    ],
    [
      { kind: "news", detail: { of: "version", number: 3 } },
      "“Paxos” has a new version (version 3)",
    ],
    [{ kind: "news", detail: { of: "news", is: "withdrawn" } }, "“Paxos” was withdrawn"],
    [{ kind: "news", detail: { of: "news", is: "retracted" } }, "“Paxos” was retracted"],
    [{ kind: "news", detail: { of: "news", is: "published" } }, "“Paxos” has been published"],
    [
      { kind: "news", detail: { of: "news", is: "current" } },
      "“Paxos” is no longer marked as withdrawn or retracted",
    ],
    [{ kind: "nomination" }, "Ada nominated “Paxos” in Systems"],
    [{ kind: "nomination", count: 2 }, "2 papers were nominated in Systems"],
    [{ kind: "nomination", ...BARE }, "Ada nominated “a paper” in a group"],
    [
      { kind: "watch", count: 2, detail: { of: "watch", count: 3, titles: [] } },
      "3 new suggestions in Systems",
    ],
    [
      { kind: "watch", ...BARE, detail: { of: "watch", count: 1, titles: [] } },
      "1 new suggestion in a group",
    ],
    [{ kind: "ballot" }, "A ballot is open in Systems"],
    [{ kind: "ballot", detail: chosen() }, "A ballot is open in Systems"],
    [{ kind: "closing" }, "You have not voted yet in Systems"],
    [{ kind: "upcoming", detail: meeting("planned") }, "Systems meets soon to discuss “Paxos”"],
    [{ kind: "after", detail: meeting("planned") }, "Systems met to discuss “Paxos”: how was it?"],
    [
      { kind: "ballot", detail: added },
      "A paper was added to the ballot that you voted on in Systems",
    ],
    [{ kind: "ballot", detail: extended }, "There is more time to vote in Systems"],
    [{ kind: "result", detail: chosen("Paxos") }, "Systems chose “Paxos”"],
    [{ kind: "result", detail: chosen("Paxos", "Raft") }, "Systems chose “Paxos” and “Raft”"],
    [{ kind: "result", detail: chosen() }, "The ballot in Systems closed without a choice"],
    [{ kind: "result" }, "The ballot in Systems closed without a choice"],
    // A result whose ballot is gone.
    [{ kind: "result", detail: act("hide") }, "The ballot in Systems closed without a choice"],
    [{ kind: "meeting", detail: meeting("planned") }, "Systems will meet to discuss “Paxos”"],
    [{ kind: "meeting", detail: meeting("moved") }, "Systems: the meeting about “Paxos” was moved"],
    [
      { kind: "meeting", detail: { of: "datePoll", state: "open" } },
      "Systems asks when you can meet to discuss “Paxos”",
    ],
    [
      { kind: "meeting", detail: { of: "datePoll", state: "undecided" } },
      "Choose when Systems meets to discuss “Paxos”",
    ],
    [
      { kind: "meeting", detail: { of: "datePoll", state: "closing" } },
      "The poll closes soon: say when you can meet with Systems to discuss “Paxos”",
    ],
    [
      { kind: "meeting", detail: { of: "datePoll", state: "ended" } },
      "No time was found for Systems to discuss “Paxos”",
    ],
    [
      { kind: "meeting", detail: meeting("cancelled"), ...BARE },
      "a group: the meeting about “a paper” was cancelled",
    ],
    [
      { kind: "moderation", detail: act("hide", "Spam.") },
      "Your comment in “Paxos” was hidden: Spam.",
    ],
    [{ kind: "moderation", detail: act("restore") }, "Your comment in “Paxos” is shown again"],
    [{ kind: "moderation", detail: act("remove") }, "Your comment in “Paxos” was deleted"],
    [{ kind: "moderation", detail: act("answer") }, "Your comment in “Paxos” was reviewed"],
    [
      { kind: "moderation", detail: act("removeObjection", "Rude.") },
      "Your objection to “Paxos” was removed: Rude.",
    ],
    [{ kind: "moderation" }, "Your comment in “Paxos” was reviewed"],
    [{ kind: "moderation", detail: act("suspend") }, "You are suspended from Systems"],
    [
      { kind: "moderation", detail: act("suspend", "Rude."), ...BARE },
      "You are suspended from a group: Rude.",
    ],
    [
      { kind: "moderation", detail: act("reinstate", "Sorry.") },
      "You can take part in Systems again: Sorry.",
    ],
  ])("%o", (what, words) => {
    expect(inPlainWords({ ...LINE, ...what })).toBe(words);
  });

  it("isolates names, so that right-to-left ones cannot reorder the words around them", () => {
    const line = { ...LINE, names: ["mentioned you in"] };
    expect(sentenceOf(line)[0]).toEqual({ name: "mentioned you in" });
    expect(sentenceOf(line)).toContainEqual({ name: "Systems" });
  });
});

describe("namesInWords", () => {
  it.each<[string[], number, string]>([
    [["Ada", "Béla"], 1, "Ada"],
    // The second name is missing.
    [["Ada"], 3, "Ada"],
    [["Ada", "Béla"], 4, "Ada, Béla and 2 others"],
  ])("%j of %i", (names, total, words) => expect(namesInWords(names, total)).toBe(words));
});

it("changes the day number at midnight in UTC", () => {
  expect(dayNumber(new Date(0))).toBe(0);
  expect(dayNumber(new Date("1970-01-01T23:59:59.999Z"))).toBe(0);
  expect(dayNumber(new Date("1970-01-02T00:00:00Z"))).toBe(1);
  expect(dayNumber(new Date("2026-11-24T12:00:00Z"))).toBe(20_781);
});

it.each([
  ["mention", "mail"],
  ["answer", "mail"],
  ["comment", "digest"],
  ["paper", "digest"],
  ["news", "mail"],
  ["nomination", "app"],
  ["ballot", "mail"],
  ["closing", "mail"],
  ["result", "mail"],
  ["meeting", "mail"],
  ["upcoming", "mail"],
  ["after", "mail"],
  ["moderation", "app"],
] as const)("notifies of a %s by %s by default", (kind, via) => {
  expect(viaOf(kind, {})).toBe(via);
  expect(viaOf(kind, { [kind]: "none" })).toBe("none");
});
