import { describe, expect, it } from "vitest";
import { type NewGroup, stepsOf } from "./steps";

const EMPTY: NewGroup = {
  ...{ group: "three", memberCount: 1, waiting: 0, open: null, read: 0, chosen: 0, next: null },
  may: { nominate: true, organize: true },
};
const member = { nominate: true, organize: false };

/** The steps in short: "x" before one that is done, and the button behind it. */
const short = (about: Partial<NewGroup>) =>
  stepsOf({ ...EMPTY, ...about }).map(
    ({ title, done, button }) => `${done ? "x " : ""}${title}${button ? `: ${button.label}` : ""}`,
  );

describe("the next steps of an organizer", () => {
  it.each<[string, Partial<NewGroup>, string[]]>([
    [
      "begin with inviting; a ballot needs a nomination",
      {},
      [
        "Invite people: Invite",
        "Nominate papers: Nominate",
        "Open a ballot",
        "Set the meeting: Set the usual time",
      ],
    ],
    [
      "are ticked as they are done",
      { memberCount: 2, waiting: 3 },
      [
        "x Invite people: Invite",
        "x Nominate papers: Nominate",
        "Open a ballot: Open a ballot",
        "Set the meeting: Set the usual time",
      ],
    ],
    [
      "end with the meeting of the first chosen paper",
      { memberCount: 2, chosen: 1, next: { hasMeeting: false } },
      [
        "x Invite people: Invite",
        "x Nominate papers: Nominate",
        "x Open a ballot",
        "Set the meeting: Set the meeting",
      ],
    ],
    ["are over once that is set", { chosen: 1, next: { hasMeeting: true } }, []],
    ["are over once it was held", { read: 1, next: null }, []],
    ["are over in a group that runs", { read: 3, memberCount: 1 }, []],
    ["are over in a group that chose two papers", { chosen: 2, next: { hasMeeting: false } }, []],
  ])("%s", (_, about, steps) => {
    expect(short(about)).toEqual(steps);
  });
});

describe("the next steps of others", () => {
  it("are to nominate and to vote, for members", () => {
    expect(short({ may: member })).toEqual(["Nominate papers: Nominate", "Vote"]);
    expect(short({ may: member, open: { id: "1", voted: false } })).toEqual([
      ...["x Nominate papers: Nominate", "Vote: Vote"],
    ]);
    expect(short({ may: member, open: { id: "1", voted: true } })[1]).toBe("x Vote: Vote");
  });

  it("are none for people from outside", () => {
    expect(short({ may: { nominate: false, organize: false } })).toEqual([]);
  });
});
