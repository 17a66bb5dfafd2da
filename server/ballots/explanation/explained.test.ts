import { describe, expect, it } from "vitest";
import { tieOrder } from "../tally/draw";
import { atOnce } from "../tally/slices";
import { type SingleResult, type StoredElection, tallyStored } from "../tally/stored";
import type { CountedBallot } from "./counted";
import { explain } from "./explained";

type Choices = Partial<Pick<CountedBallot, "tieBreak" | "outcome" | "quorum" | "chosen">> &
  Pick<Partial<StoredElection>, "carried">;

/** The sentences about an election whose candidates are a, b, c …, titled A, B, C. */
function say(
  rule: StoredElection["rule"],
  candidates: string,
  votes: object[],
  { carried, ...choices }: Choices = {},
) {
  const election: StoredElection = {
    rule,
    candidates: [...candidates],
    votes: votes.map((vote, index) => ({ receipt: String(index), ...vote })),
    ...(carried ? { carried } : {}),
  };
  const result = tallyStored(election) as SingleResult;
  return atOnce(
    explain({
      result,
      election,
      tieBreak: "nomination",
      quorum: null,
      chosen: result.winner,
      outcome: result.winner === null ? "none" : "chosen",
      titleOf: (id) => id.toUpperCase(),
      ...choices,
    }),
  );
}

const ticks = (...votes: string[]) => votes.map((vote) => ({ approvals: [...vote] }));
/** "ab c": a and b level, then c. */
const ranks = (...votes: string[]) =>
  votes.map((vote) => ({ ranking: vote === "" ? [] : vote.split(" ").map((tier) => [...tier]) }));
const scores = (...votes: Record<string, number>[]) => votes.map((scores) => ({ scores }));

describe("if nothing was chosen", () => {
  const enough = "A single vote that names a paper would have been enough.";
  it.each([
    ["nobody voted", ticks(), "Nobody voted, so no paper was chosen. All papers stay nominated."],
    [
      "all abstained",
      ticks("", ""),
      "Every vote was empty, so no paper was chosen. All papers stay nominated.",
    ],
  ])("%s", (_, votes, why) => {
    expect(say("approval", "ab", votes)).toEqual({ why, change: enough });
  });

  it("too few voted", () => {
    expect(say("irv", "ab", ranks("a"), { outcome: "noQuorum", quorum: 3, chosen: null })).toEqual({
      why: "Only 1 vote came in and 3 were needed (the quorum), so no paper was chosen. All papers stay nominated.",
      change: "With two more votes, the ballot would have counted.",
    });
  });
});

describe("approval", () => {
  it.each([
    [
      "one voted",
      "ab",
      ticks("b"),
      "“B” was approved by the one member who voted, more than any other.",
    ],
    [
      "most",
      "ab",
      ticks("b", "ba", "ab", "a", "b"),
      "“B” was approved by 4 of the 5 members who voted, more than any other.",
    ],
    [
      "a tie of two",
      "ab",
      ticks("a", "b"),
      "“A” was approved by 1 of the 2 members who voted. One other paper tied with it; it won because it was nominated first.",
    ],
    [
      "a tie of three",
      "zabc",
      ticks("abc"),
      "“A” was approved by the one member who voted. Two others tied with it; it won because it was nominated first.",
    ],
    [
      "one candidate",
      "a",
      ticks("a", "a"),
      "“A” was approved by 2 of the 2 members who voted. It was the only paper on the ballot.",
    ],
    [
      "one abstained",
      "ab",
      ticks("a", ""),
      "“A” was approved by the one member who voted, more than any other. One more member left every box empty.",
    ],
    [
      "two abstained",
      "ab",
      ticks("a", "", ""),
      "“A” was approved by the one member who voted, more than any other. 2 more members left every box empty.",
    ],
  ])("%s", (_, candidates, votes, why) => {
    expect(say("approval", candidates, votes).why).toBe(why);
  });

  it.each([
    [
      "behind in order",
      "ba",
      ticks("b", "b", "b", "a"),
      "With three more ticks, “A” would have won.",
    ],
    ["ahead in order", "ab", ticks("b", "b", "b", "a"), "With two more ticks, “A” would have won."],
    ["level", "ab", ticks("a", "b"), "With one more tick, “B” would have won."],
    ["alone", "a", ticks("a"), "Only another paper on the ballot could have changed that."],
  ])("what would have changed it: %s", (_, candidates, votes, change) => {
    expect(say("approval", candidates, votes).change).toBe(change);
  });

  it("says who breaks a tie", () => {
    const order = tieOrder(["a", "b"], { tieBreak: "draw", drawSeed: "seed" }).join("");
    expect(say("approval", order, ticks("a", "b"), { tieBreak: "draw" }).why).toContain(
      "the draw that was sealed when the ballot opened decided between them",
    );
    const left = { tieBreak: "organizer", outcome: "tied", chosen: null } as const;
    expect(say("approval", "abc", ticks("ab", "a", "b"), left)).toEqual({
      why: "“A” and “B” tied, with 2 ticks each; an organizer decides between them.",
      change: "With one more tick, “B” would have won.",
    });
    expect(
      say("approval", "ab", ticks("a", "b"), { ...left, outcome: "decided", chosen: "b" }),
    ).toEqual({
      why: "“A” and “B” tied, with 1 tick each; an organizer chose “B”.",
      change: "With one more tick, “A” would have won.",
    });
  });
});

it.each([
  [
    "plurality",
    ranks("b a", "b", "a", ""),
    "“B” was put first by 2 of the 3 members who voted, more than any other. One more member sent an empty vote.",
    "Had one more member put “A” first, it would have won.",
  ],
  [
    "plurality",
    ranks("ab"),
    "No vote put a single paper first, so no paper got a point. Two others tied with it; it won because it was nominated first.",
    "Had one more member put “B” first, it would have won.",
  ],
  [
    "borda",
    ranks("b ac", "a b c"),
    "“B” earned 3 points by its places in 2 votes, more than any other. A vote gives a paper one point for each paper ranked below it, and half a point for each paper ranked equal to it.",
    "“A” was 0.5 points behind; had one more member ranked only that paper, it would have won.",
  ],
  [
    "irv",
    ranks("a", "a", "a b", "b"),
    "“A” was the first choice in 3 of 4 votes, more than half.",
    "Had three more members put “B” first, it would have won.",
  ],
  [
    "irv",
    ranks("a", "a", "b", "b", "c b"),
    "No paper had more than half of the first choices, so the weakest papers dropped out one by one and their votes moved on to their voters’ next choices. When one paper had dropped out, “B” had 3 of the 5 votes that still named a paper in the running, more than half.",
    "Had one more member put “A” first, it would have won.",
  ],
  [
    "schulze",
    ranks("a b c", "a c b", "b a c"),
    "Compared one by one, “A” was ranked above every other paper by more votes than below it; “B” came closest, with 2 votes to 1.",
    "Had two more members ranked only “B”, it would have won.",
  ],
  [
    "ranked-pairs",
    ranks("a b c", "a b c", "a b c", "b c a", "b c a", "c a b", "c a b"),
    "No paper beats all others one by one: “C” was ranked above “A” by 4 to 3. But clearer comparisons were taken first, and they put “A” over “B” over “C”; comparisons that contradict them are left out.",
    "Had two more members ranked only “C”, it would have won.",
  ],
  [
    "schulze",
    ranks("a b c", "a b c", "a b c", "b c a", "b c a", "c a b", "c a b"),
    "No paper beats all others one by one: “C” was ranked above “A” by 4 to 3. But a stronger chain leads the other way: “A” over “B” over “C”, each step by at least 5 votes, while the strongest chain back has a step of only 4.",
    "Had three more members ranked only “B”, it would have won.",
  ],
  [
    "star",
    scores({ a: 5, b: 1 }, { a: 0, b: 1 }, { b: 1 }),
    "“A” and “B” got the most points (5 and 3), so they met in a runoff, which counts every vote once. 2 votes scored “B” higher, and 1 the other one.",
    "Had one more member given “A” 5 points and the others none, it would have won.",
  ],
] as const)("%s", (rule, votes, why, change) => {
  expect(say(rule, "abc".slice(0, rule === "star" ? 2 : 3), [...votes])).toEqual({ why, change });
});

describe("over time", () => {
  const votes = ticks("a", "a", "a", "b", "b");
  it("says that weight decided against the number of ticks, exactly", () => {
    const carried = { 0: "2/3", 1: "2/3", 2: "2/3", 3: "2", 4: "3/2" };
    expect(say("perpetual-consensus", "ab", votes, { carried })).toEqual({
      why: "“B” had a weight of 3.5 behind it against 2, from two members, although one more member ticked “A”: votes of members who have won more often lately weigh less.",
      change: "With 1.5 extra weight behind it, “A” would have won.",
    });
    expect(say("perpetual-consensus", "ba", votes, { carried }).change).toBe(
      "With more than 1.5 extra weight behind it, “A” would have won.",
    );
  });

  it("says plainly that most members ticked the winner, or that nobody carried any weight", () => {
    expect(say("perpetual-pav", "ab", votes).why).toBe(
      "“A” had a weight of 3 behind it against 2, from three members.",
    );
    const carried = { 0: "0", 1: "-1/2", 2: "-3", 3: "0", 4: "0" };
    expect(say("perpetual-consensus", "ab", votes, { carried })).toEqual({
      why: "Everyone who voted has won so often that their votes weigh nothing this time, so no paper had any weight behind it. One other paper tied with it; it won because it was nominated first.",
      change: "With any extra weight behind it, “B” would have won.",
    });
  });
});

describe("if the rule had to put equals in order on the way", () => {
  const circle = ranks("a b c", "b c a", "c a b");

  it("says so, and who could have won", () => {
    expect(say("ranked-pairs", "abc", circle).why).toContain(
      "Only the order of nomination decided: “A”, “B” and “C” could each have won.",
    );
    expect(say("ranked-pairs", "bca", circle, { tieBreak: "draw" }).why).toContain(
      "Only the draw that was sealed when the ballot opened decided: “B”, “C” and “A” could each have won.",
    );
  });

  it("leaves the choice to an organizer if the group wants that", () => {
    const left = { tieBreak: "organizer", outcome: "tied", chosen: null } as const;
    expect(say("ranked-pairs", "abc", circle, left).why).toBe(
      "“A”, “B” and “C” could each have won, depending on the order in which ties are taken; an organizer decides between them.",
    );
    const decided = { tieBreak: "organizer", outcome: "decided", chosen: "c" } as const;
    expect(say("ranked-pairs", "abc", circle, decided).why).toContain("an organizer chose “C”.");
  });

  it("says so if there were too many ties to follow", () => {
    const result = tallyStored({ rule: "irv", candidates: ["a", "b"], votes: [] });
    const known = { ...result, winner: "a", tied: ["a"], possibleWinnersComplete: false as const };
    const election = {
      rule: "irv" as const,
      candidates: ["a", "b"],
      votes: [{ receipt: "0", ranking: [["a"]] }],
    };
    const of = (result: SingleResult) =>
      atOnce(
        explain({
          result,
          election,
          tieBreak: "nomination",
          outcome: "chosen",
          quorum: null,
          chosen: "a",
          titleOf: (id) => id.toUpperCase(),
        }),
      ).why;
    expect(of({ ...known, possibleWinners: ["a"] } as SingleResult)).toContain(
      "There were too many ties along the way to follow them all, so other papers might have won too.",
    );
    expect(
      of({ ...known, possibleWinners: ["a", "b"], decidedByOrder: true } as SingleResult),
    ).toContain("so more papers might have won too.");
  });
});
