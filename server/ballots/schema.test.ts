import { expect, it } from "vitest";
import { ID } from "@/server/testing/lengths";
import { ballotForm, USUAL_CHOICES, voteInput } from "./schema";

const REST = { ...USUAL_CHOICES, opensAt: null, draft: false };
const paths = (schema: ReturnType<typeof ballotForm>, values: unknown) =>
  schema.safeParse(values).error?.issues.map(({ path }) => path.join("."));

it("reads the closing time by the group's clocks, even when they change before it", () => {
  const values = { closesAt: { date: "2026-03-29", time: "02:30" }, nominationIds: [ID], ...REST };
  expect(ballotForm("Europe/Berlin").parse(values)).toEqual({
    closesAt: new Date("2026-03-29T01:30:00Z"),
    nominationIds: [ID],
    ...REST,
    title: "",
    note: "",
  });
  expect(ballotForm("Pacific/Apia").parse(values).closesAt).toEqual(
    new Date("2026-03-28T13:30:00Z"),
  );
});

it("names the field that is missing", () => {
  const schema = ballotForm("Europe/Berlin");
  const empty = { closesAt: { date: "", time: "" }, nominationIds: [], ...REST };
  expect(paths(schema, empty)).toEqual(["closesAt.date", "closesAt.time", "nominationIds"]);
  const wrong = { closesAt: { date: "2026-02-30", time: "25:00" }, nominationIds: [ID], ...REST };
  expect(paths(schema, wrong)).toEqual(["closesAt.date", "closesAt.time"]);
});

it("refuses votes with more candidates than a ballot can have, and votes of two kinds", () => {
  const takes = (answer: unknown) => voteInput.safeParse({ ballotId: ID, answer }).success;
  const approvals = Array.from({ length: 51 }, () => ID);
  expect(takes({ approvals })).toBe(false);
  expect(takes({ approvals: approvals.slice(1) })).toBe(true);
  expect(takes({ ranking: approvals.map((id) => [id]) })).toBe(false);
  expect(takes({ ranking: [approvals] })).toBe(false);
  expect(takes({ ranking: [[ID], []] })).toBe(true);
  expect(takes({ scores: { [ID]: 5 } })).toBe(true);
  for (const score of [6, -1, 2.5, "3", null])
    expect(takes({ scores: { [ID]: score } })).toBe(false);
  expect(takes({ approvals: [], ranking: [] })).toBe(false);
  expect(takes({})).toBe(false);
});
