import { expect, it } from "vitest";
import { long } from "@/server/testing/lengths";
import { firstProblem } from "@/server/testing/refusals";
import { rsvpByMailInput } from "./links/schema";
import {
  byLinkInput,
  changeByLinkInput,
  changeInput,
  digestIdInput,
  isPublicSource,
  itemReason,
  LENGTHS,
  linkInput,
  pastInput,
  publicSource,
  type SourceInput,
  sourceInput,
  sourceKey,
  subscribeInput,
  subscriptionIdInput,
  subscriptionInput,
} from "./schema";

const TRENDING = { kind: "trending" };
const topics = (length: number) =>
  Array.from({ length }, (_, index) => ({ kind: "topic", topic: `t${index}` }));
const wanted = (changes: object) => ({
  cadence: "daily",
  timeZone: "UTC",
  sources: [TRENDING],
  ...changes,
});

it("fills in defaults", () => {
  expect(subscriptionInput.parse(wanted({}))).toEqual({
    cadence: "daily",
    days: [1],
    dayOfMonth: 1,
    hour: 8,
    minute: 0,
    timeZone: "UTC",
    length: "full",
    skipsEmpty: true,
    pausedUntil: null,
    sources: [TRENDING],
  });
  const email = "ada@example.org";
  expect(subscribeInput.parse({ email })).toEqual({ email, timeZone: "UTC", about: TRENDING });
  expect(LENGTHS).toEqual(["short", "full"]);
});

it.each([
  ["every day of the week", subscriptionInput, wanted({ days: [1, 2, 3, 4, 5, 6, 7] })],
  ["no weekday if none is needed", subscriptionInput, wanted({ days: [] })],
  ["the 31st at 23:59", subscriptionInput, wanted({ dayOfMonth: 31, hour: 23, minute: 59 })],
  ["midnight", subscriptionInput, wanted({ hour: 0 })],
  ["a pause", subscriptionInput, wanted({ fromDay: "2000-01-01", pausedUntil: "2099-12-31" })],
  ["40 things", subscriptionInput, wanted({ sources: topics(40) })],
  ["no source if nothing is sent", subscriptionInput, wanted({ cadence: "off", sources: [] })],
  ["a change by a link that leaves the sources", byLinkInput, wanted({ sources: undefined })],
  ["a change by a link to others", byLinkInput, wanted({})],
  ["a topic of 60 characters", publicSource, { kind: "topic", topic: long(60) }],
  ["an author of 80 characters", publicSource, { kind: "author", author: long(80) }],
  ["a search for 200 characters", publicSource, { kind: "search", query: long(200) }],
  ["a group of 100 characters", sourceInput, { kind: "group", group: long(100) }],
  ["threads", sourceInput, { kind: "threads" }],
  ["answers", sourceInput, { kind: "answers" }],
  ["a token of 20 characters", linkInput, { token: long(20) }],
  ["a token of 2,000 characters", linkInput, { token: long(2000) }],
  ["an RSVP", rsvpByMailInput, { token: long(20), answer: "maybe" }],
  ["a reason", itemReason, { source: "topic", of: "RL" }],
])("accepts %s", (_, schema, value) => expect(firstProblem(schema, value)).toBeNull());

it.each([
  ["no weekday", subscriptionInput, wanted({ cadence: "weekdays", days: [] }), "days: Choose at"],
  ["none by a link", byLinkInput, wanted({ cadence: "weekdays", days: [] }), "days: Choose at lea"],
  ["eight days", subscriptionInput, wanted({ days: [1, 2, 3, 4, 5, 6, 7, 1] }), "days: "],
  ["day 0", subscriptionInput, wanted({ days: [0] }), "days.0: "],
  ["day 8", subscriptionInput, wanted({ days: [8] }), "days.0: "],
  ["the 0th", subscriptionInput, wanted({ dayOfMonth: 0 }), "dayOfMonth: "],
  ["the 32nd", subscriptionInput, wanted({ dayOfMonth: 32 }), "dayOfMonth: "],
  ["an hour before", subscriptionInput, wanted({ hour: -1 }), "hour: "],
  ["24:00", subscriptionInput, wanted({ hour: 24 }), "hour: "],
  ["a minute before", subscriptionInput, wanted({ minute: -1 }), "minute: "],
  ["a minute too much", subscriptionInput, wanted({ minute: 60 }), "minute: "],
  ["no day", subscriptionInput, wanted({ pausedUntil: "soon" }), "pausedUntil: Choose a day."],
  [
    "1999",
    subscriptionInput,
    wanted({ fromDay: "1999-12-31" }),
    "fromDay: Choose a day of this ce",
  ],
  [
    "2120",
    subscriptionInput,
    wanted({ fromDay: "2120-01-01" }),
    "fromDay: Choose a day of this ce",
  ],
  ["nothing", subscriptionInput, wanted({ sources: [] }), "sources: Choose what the digest is"],
  ["nothing by a link", byLinkInput, wanted({ sources: [] }), "sources: Choose what the digest is"],
  ["41 things", subscriptionInput, wanted({ sources: topics(41) }), "sources: Choose at most 40"],
  [
    "one twice",
    subscriptionInput,
    wanted({ sources: [TRENDING, TRENDING] }),
    "sources: You chose the same",
  ],
  [
    "a group by a link",
    byLinkInput,
    wanted({ sources: [{ kind: "threads" }] }),
    "sources.0.kind: ",
  ],
  ["no topic", publicSource, { kind: "topic", topic: "" }, "topic: "],
  ["a topic too long", publicSource, { kind: "topic", topic: long(61) }, "topic: "],
  ["no author", publicSource, { kind: "author", author: "" }, "author: "],
  ["an author too long", publicSource, { kind: "author", author: long(81) }, "author: "],
  ["a name with a space", publicSource, { kind: "author", author: "ada okafor" }, "author: "],
  ["no search", publicSource, { kind: "search", query: " " }, "query: Enter what to look for."],
  ["a long search", publicSource, { kind: "search", query: long(201) }, "query: The search is too"],
  ["no group", sourceInput, { kind: "group", group: "" }, "group: "],
  ["a group too long", sourceInput, { kind: "group", group: long(101) }, "group: "],
  ["a short token", linkInput, { token: long(19) }, "token: "],
  ["a long token", linkInput, { token: long(2001) }, "token: "],
  ["perhaps", rsvpByMailInput, { token: long(20), answer: "perhaps" }, "answer: "],
  ["no reason", itemReason, {}, "source: "],
  ["no change", changeInput, {}, "subscriptionId: "],
  ["no link", changeByLinkInput, {}, "token: "],
  ["no digest", digestIdInput, {}, "digestId: "],
  ["no subscription", subscriptionIdInput, {}, "subscriptionId: "],
  ["no past", pastInput, {}, "subscriptionId: "],
])("refuses %s", (_, schema, value, problem) => {
  expect(firstProblem(schema, value)).toContain(problem);
});

it.each<[SourceInput, boolean, string]>([
  [{ kind: "trending" }, true, "trending"],
  [{ kind: "topic", topic: "rl" }, true, "topic rl"],
  [{ kind: "author", author: "li-wei" }, true, "author li-wei"],
  [{ kind: "search", query: "Paxos" }, true, "search paxos"],
  [{ kind: "group", group: "g" }, false, "group g"],
  [{ kind: "threads" }, false, "threads"],
  [{ kind: "answers" }, false, "answers"],
])("%o is open to everyone: %s; its key is %s", (source, anybody, key) => {
  expect(isPublicSource(source)).toBe(anybody);
  expect(sourceKey(source)).toBe(key);
});
