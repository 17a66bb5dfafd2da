import { expect, it } from "vitest";
import { openForm, voteInput } from "./schema";

const ID = "01a20f7a-372f-76b4-831d-06f0af3c5c47";
const paths = (schema: ReturnType<typeof openForm>, values: unknown) =>
  schema.safeParse(values).error?.issues.map(({ path }) => path.join("."));

it("reads the closing time as the group's clocks show it, over a change of them too", () => {
  const values = { closesAt: { date: "2026-03-29", time: "02:30" }, nominationIds: [ID] };
  expect(openForm("Europe/Berlin").parse(values)).toEqual({
    closesAt: new Date("2026-03-29T01:30:00Z"),
    nominationIds: [ID],
  });
  expect(openForm("Pacific/Apia").parse(values).closesAt).toEqual(new Date("2026-03-28T13:30:00Z"));
});

it("says at which field something is missing", () => {
  const schema = openForm("Europe/Berlin");
  const empty = { closesAt: { date: "", time: "" }, nominationIds: [] };
  expect(paths(schema, empty)).toEqual(["closesAt.date", "closesAt.time", "nominationIds"]);
  const wrong = { closesAt: { date: "2026-02-30", time: "25:00" }, nominationIds: [ID] };
  expect(paths(schema, wrong)).toEqual(["closesAt.date", "closesAt.time"]);
});

it("takes no vote longer than a ballot can be", () => {
  const approvals = Array.from({ length: 51 }, () => ID);
  expect(voteInput.safeParse({ ballotId: ID, approvals }).success).toBe(false);
  expect(voteInput.safeParse({ ballotId: ID, approvals: approvals.slice(1) }).success).toBe(true);
});
