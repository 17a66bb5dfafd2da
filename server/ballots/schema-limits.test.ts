import { describe, expect, it } from "vitest";
import { ID, long, many } from "@/server/testing/lengths";
import { firstProblem } from "@/server/testing/refusals";
import {
  addCandidateInput,
  ballotChoices,
  cancelInput,
  decideInput,
  editInput,
  fairnessInput,
  newBallotInput,
  nominateForm,
  nominateInput,
  offerInput,
  paperInput,
  pauseInput,
  rhythmInput,
  TELL_ORGANIZERS,
  USUAL_CHOICES,
  voteInput,
} from "./schema";

const ballot = (changes: object) => ({
  ...USUAL_CHOICES,
  opensAt: null,
  closesAt: "2026-05-04T16:00:00Z",
  draft: false,
  nominationIds: [ID],
  ...changes,
});
const rhythm = (changes: object) => ({
  ...USUAL_CHOICES,
  fromDay: "2026-05-04",
  everyWeeks: 2,
  opensOn: 1,
  opensTime: "09:00",
  closesOn: 7,
  closesTime: "18:00",
  candidates: 5,
  ...changes,
});

it("fills in defaults for missing choices", () => {
  expect(nominateInput.parse({ paperId: ID })).toEqual({ paperId: ID, pitch: "", again: false });
  expect(cancelInput.parse({ ballotId: ID })).toEqual({ ballotId: ID, note: "" });
});

it("takes the default choices, and every other value of each choice", () => {
  expect(ballotChoices.parse(USUAL_CHOICES)).toEqual(USUAL_CHOICES);
  const ways = {
    tieBreak: ["nomination", "draw", "organizer"],
    electorate: ["open", "fixed"],
    candidateList: ["frozen", "open"],
    sight: ["atEnd", "afterVote", "always"],
    quorumMissed: ["extend", "none"],
    secret: [true, false],
  };
  for (const [choice, values] of Object.entries(ways)) {
    for (const value of values) {
      expect(firstProblem(ballotChoices, { ...USUAL_CHOICES, [choice]: value })).toBeNull();
    }
    expect(firstProblem(ballotChoices, { ...USUAL_CHOICES, [choice]: "dice" })).toContain(
      `${choice}: `,
    );
  }
});

describe("limits", () => {
  it.each([
    ["a pitch of 1,000 characters", nominateInput, { paperId: ID, pitch: long(1000) }],
    ["a group for it", nominateForm, { paperId: ID, group: "g" }],
    ["a quorum of 1", newBallotInput, ballot({ quorum: 1 })],
    ["a quorum of 10,000", newBallotInput, ballot({ quorum: 10_000 })],
    ["50 candidates", newBallotInput, ballot({ nominationIds: many(50) })],
    ["a note of 500 characters", cancelInput, { ballotId: ID, note: long(500) }],
    ["a reason of 500 characters", decideInput, { ballotId: ID, candidateId: ID, note: long(500) }],
    ["a vote for 50", voteInput, { ballotId: ID, answer: { approvals: many(50) } }],
    ["a tier of 50", voteInput, { ballotId: ID, answer: { ranking: [many(50)] } }],
    ["50 tiers", voteInput, { ballotId: ID, answer: { ranking: many(50).map((id) => [id]) } }],
    ["a score of 0", voteInput, { ballotId: ID, answer: { scores: { [ID]: 0 } } }],
    ["a rhythm of 1 week", rhythmInput, rhythm({ everyWeeks: 1, opensOn: 7, closesOn: 1 })],
    ["a rhythm of 52 weeks", rhythmInput, rhythm({ everyWeeks: 52, candidates: 50 })],
    ["a single candidate", rhythmInput, rhythm({ candidates: 1 })],
    ["midnight", rhythmInput, rhythm({ opensTime: "00:00", closesTime: "23:59" })],
    ["fairness from now", fairnessInput, {}],
    ["a pause", pauseInput, { paused: true }],
  ])("take %s", (_, schema, value) => expect(firstProblem(schema, value)).toBeNull());

  it.each([
    ["a pitch too long", nominateInput, { paperId: ID, pitch: long(1001) }, "pitch: The pitch is"],
    ["no group", nominateForm, { paperId: ID, group: "" }, "group: Choose a group."],
    ["an unknown rule", newBallotInput, ballot({ rule: "x" }), "rule: Choose a voting rule."],
    ["a quorum of 0", newBallotInput, ballot({ quorum: 0 }), "quorum: Enter at least 1."],
    [
      "a quorum too large",
      newBallotInput,
      ballot({ quorum: 10_001 }),
      "quorum: Enter at most 10000.",
    ],
    ["half a quorum", newBallotInput, ballot({ quorum: 1.5 }), "quorum: Enter a whole number of"],
    ["no candidate", newBallotInput, ballot({ nominationIds: [] }), "Choose at least one nominat"],
    [
      "51",
      newBallotInput,
      ballot({ nominationIds: many(51) }),
      "nominationIds: Choose at most 50 pap",
    ],
    ["a ballot of no id", editInput, ballot({}), "ballotId: "],
    [
      "a note too long",
      cancelInput,
      { ballotId: ID, note: long(501) },
      "note: The note is too long",
    ],
    ["no reason", decideInput, { ballotId: ID, candidateId: ID, note: " " }, "note: Say why, for"],
    [
      "a reason too long",
      decideInput,
      { ballotId: ID, candidateId: ID, note: long(501) },
      "note: ",
    ],
    ["a candidate for no ballot", addCandidateInput, { nominationId: ID }, "ballotId: "],
    ["an offer of nothing", offerInput, { on: true }, "nominationId: "],
    ["no paper", paperInput, {}, "paperId: "],
    ["no week", rhythmInput, rhythm({ everyWeeks: 0 }), "everyWeeks: Enter at least 1."],
    ["53 weeks", rhythmInput, rhythm({ everyWeeks: 53 }), "everyWeeks: Enter at most 52."],
    [
      "half a week",
      rhythmInput,
      rhythm({ everyWeeks: 1.5 }),
      "everyWeeks: Enter a whole number of",
    ],
    ["day 0", rhythmInput, rhythm({ opensOn: 0 }), "opensOn: "],
    ["day 8", rhythmInput, rhythm({ closesOn: 8 }), "closesOn: "],
    ["no candidates", rhythmInput, rhythm({ candidates: 0 }), "candidates: Enter at least 1."],
    ["51 candidates", rhythmInput, rhythm({ candidates: 51 }), "candidates: Enter at most 50."],
    ["half a candidate", rhythmInput, rhythm({ candidates: 1.5 }), "candidates: Enter a whole num"],
    ["no date", rhythmInput, rhythm({ fromDay: "" }), "fromDay: Choose a date."],
    ["24:00", rhythmInput, rhythm({ opensTime: "24:00" }), "opensTime: Choose a time."],
    ["23:60", rhythmInput, rhythm({ opensTime: "23:60" }), "opensTime: Choose a time."],
    ["a time with seconds", rhythmInput, rhythm({ closesTime: "18:00:00" }), "closesTime: Choose"],
    ["a time with a sign", rhythmInput, rhythm({ closesTime: "+18:00" }), "closesTime: Choose"],
    ["no pause", pauseInput, {}, "paused: "],
  ])("refuse %s", (_, schema, value, problem) => {
    expect(firstProblem(schema, value)).toContain(problem);
  });
});

it("refuses more scores than there can be candidates, and says why", () => {
  const id = (index: number) => `01a20f7a-372f-76b4-831d-${String(index).padStart(12, "0")}`;
  const scores = (length: number) => ({
    ballotId: ID,
    answer: { scores: Object.fromEntries(Array.from({ length }, (_, at) => [id(at), 1])) },
  });
  expect(firstProblem(voteInput, scores(50))).toBeNull();
  expect(firstProblem(voteInput, scores(51))).toContain("Too many scores.");
});

it.each([
  "emptyPool",
  "stillOpen",
  "extended",
  "quorumMissed",
  "tied",
  "draftMissed",
  "watchStopped",
])("tells organizers of: %s", (what) => {
  expect(firstProblem(TELL_ORGANIZERS.payload, { groupId: ID, what })).toBeNull();
  expect(firstProblem(TELL_ORGANIZERS.payload, { groupId: ID, what: `${what}!` })).not.toBeNull();
});
