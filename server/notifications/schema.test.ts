import { expect, it } from "vitest";
import { ID, long } from "@/server/testing/lengths";
import { firstProblem } from "@/server/testing/refusals";
import {
  chooseInput,
  followInput,
  KINDS,
  listInput,
  markAllInput,
  markInput,
  muteLinkInput,
  THINGS,
  thingInput,
  threadIdInput,
  VIAS,
} from "./schema";

const AT = "2026-11-24T12:00:00Z";
const mark = (changes: object) => ({ key: "k", from: AT, until: AT, read: true, ...changes });
const after = (at: string, key = "k") => ({ cursor: { at, key } });

it("knows the same words as the database", () => {
  expect(THINGS).toEqual(["thread", "paper", "author", "topic", "group"]);
  expect(VIAS).toEqual(["mail", "digest", "app", "none"]);
  expect(KINDS).toEqual([
    ...["mention", "answer", "comment", "paper", "news", "nomination"],
    ...["ballot", "closing", "result", "meeting", "upcoming", "after", "moderation", "watch"],
  ]);
});

it.each([
  ["a thread", thingInput, { thing: "thread", id: ID }],
  ["a paper", thingInput, { thing: "paper", id: ID }],
  ["a topic of 60 signs", thingInput, { thing: "topic", id: "a-1".padEnd(60, "b") }],
  ["an author of any script", thingInput, { thing: "author", id: "王-伟-2".padEnd(80, "é") }],
  ["a group", thingInput, { thing: "group", id: "systems" }],
  ["to follow", followInput, { what: { thing: "group", id: "g" }, level: "follow" }],
  ["to mute", followInput, { what: { thing: "group", id: "g" }, level: "mute" }],
  ["neither", followInput, { what: { thing: "group", id: "g" }, level: null }],
  ["the first page", listInput, {}],
  ["the page after the first instant", listInput, after("2000-01-01", long(200))],
  ["the page after the last instant", listInput, after("2200-01-01", "")],
  ["a mark", markInput, mark({ key: long(200) })],
  ["a choice", chooseInput, { kind: "mention", via: "none" }],
  ["a token of 20 characters", muteLinkInput, { token: long(20) }],
  ["a token of 2,000 characters", muteLinkInput, { token: long(2000) }],
])("takes %s", (_, schema, value) => expect(firstProblem(schema, value)).toBeNull());

const NOTHING = "There is nothing at this address.";
it.each([
  ["a thread by its address", thingInput, { thing: "thread", id: "x" }, `id: ${NOTHING}`],
  ["a topic too long", thingInput, { thing: "topic", id: long(61) }, "id: "],
  ["an author too long", thingInput, { thing: "author", id: long(81) }, "id: "],
  ["an author with a colon", thingInput, { thing: "author", id: "a:b" }, `id: ${NOTHING}`],
  ["a sign before", thingInput, { thing: "topic", id: "!x" }, `id: ${NOTHING}`],
  ["a sign after", thingInput, { thing: "group", id: "x!" }, `id: ${NOTHING}`],
  ["no address", thingInput, { thing: "group", id: "" }, `id: ${NOTHING}`],
  ["an unknown thing", thingInput, { thing: "person", id: ID }, "thing: "],
  ["an unknown level", followInput, { what: { thing: "group", id: "g" }, level: "x" }, "level: "],
  ["what to follow", followInput, { level: null }, "what: "],
  ["an instant before", listInput, after("1999-12-31T23:59:59.999Z"), "cursor.at: "],
  ["an instant after", listInput, after("2200-01-01T00:00:00.001Z"), "cursor.at: "],
  ["a long key", listInput, after(AT, long(201)), "cursor.key: "],
  ["no key", markInput, mark({ key: "" }), "key: "],
  ["a key too long", markInput, mark({ key: long(201) }), "key: "],
  ["no end", markAllInput, {}, "until: "],
  ["no thread", threadIdInput, {}, "threadId: "],
  ["an unknown kind", chooseInput, { kind: "x", via: "mail" }, "kind: "],
  ["an unknown way", chooseInput, { kind: "mention", via: "x" }, "via: "],
  ["a token too short", muteLinkInput, { token: long(19) }, "token: "],
  ["a token too long", muteLinkInput, { token: long(2001) }, "token: "],
])("refuses %s", (_, schema, value, problem) => {
  expect(firstProblem(schema, value)).toContain(problem);
});
