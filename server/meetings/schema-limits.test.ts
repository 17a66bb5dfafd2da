import { expect, it } from "vitest";
import { ID, long } from "@/server/testing/lengths";
import { firstProblem } from "@/server/testing/refusals";
import {
  addLinkInput,
  awayInput,
  historyInput,
  linkForm,
  listInput,
  meetingForm,
  meetingInput,
  planForm,
  planInput,
  presenterInput,
  previewInput,
  rsvpInput,
  saveTextInput,
  slotInput,
  textForm,
  versionInput,
} from "./schema";

const plan = (changes: object) => ({ paperId: ID, startsAt: "2026-05-04T16:00:00Z", ...changes });
const slot = (changes: object) => ({
  fromDay: "2026-05-04",
  everyWeeks: 1,
  weekday: 1,
  time: "18:00",
  ...changes,
});
const text = (changes: object) => ({
  meetingId: ID,
  kind: "notes",
  body: "Well.",
  basedOn: 0,
  ...changes,
});
const link = (changes: object) => ({
  meetingId: ID,
  title: "Slides",
  url: "https://a.org/",
  ...changes,
});
const away = (fromDay: string, lastDay: string) => ({ fromDay, lastDay });

it("fills in defaults, and keeps the fields of an existing meeting", () => {
  const usual = { minutes: 90, place: "", link: "" };
  expect(planInput.parse(plan({}))).toMatchObject(usual);
  expect(slotInput.parse(slot({}))).toMatchObject({ ...usual, rotates: false });
  const standing = meetingInput.parse({ readingId: ID, startsAt: "2026-05-04T16:00:00Z" });
  expect(standing).toMatchObject({ place: "" });
  expect(Object.keys(standing).sort()).toEqual(["place", "readingId", "startsAt"]);
  expect(listInput.parse({})).toEqual({ page: 1, ahead: 1 });
});

it.each([
  ["10 minutes", planInput, plan({ minutes: "10" })],
  ["12 hours", planInput, plan({ minutes: 720, place: long(200) })],
  ["a link", planInput, plan({ link: "https://call.example.org/x" })],
  ["every 12 weeks on Sunday", slotInput, slot({ everyWeeks: "12", weekday: "7" })],
  ["notes of 20,000 characters", saveTextInput, text({ body: long(20_000), basedOn: 1_000_000 })],
  ["no agenda", saveTextInput, text({ body: "", kind: "agenda" })],
  ["the first version", versionInput, { meetingId: ID, kind: "notes", version: 1 }],
  ["the last version", versionInput, { meetingId: ID, kind: "notes", version: 1_000_000 }],
  ["a title of 120 characters", addLinkInput, link({ title: long(120) })],
  ["one day away", awayInput, away("2026-05-04", "2026-05-04")],
  ["366 days away", awayInput, away("2026-05-04", "2027-05-05")],
  ["the presenter nobody", presenterInput, { meetingId: ID, handle: null }],
  ["a presenter", presenterInput, { meetingId: ID, handle: "ada-1".padEnd(60, "a") }],
  ["yes", rsvpInput, { meetingId: ID, answer: "yes" }],
  ["maybe", rsvpInput, { meetingId: ID, answer: "maybe" }],
  ["no", rsvpInput, { meetingId: ID, answer: "no" }],
])("takes %s", (_, schema, value) => expect(firstProblem(schema, value)).toBeNull());

it.each([
  ["9 minutes", planInput, plan({ minutes: 9 }), "minutes: At least 10 minutes."],
  ["721 minutes", planInput, plan({ minutes: 721 }), "minutes: At most 720 minutes"],
  ["half a minute", planInput, plan({ minutes: 10.5 }), "minutes: Whole minutes only."],
  [
    "minutes in words",
    planInput,
    plan({ minutes: "ten" }),
    "minutes: Enter the number of minutes.",
  ],
  ["a place too long", planInput, plan({ place: long(201) }), "place: The place is too long"],
  [
    "no link",
    planInput,
    plan({ link: "room 4" }),
    "link: Enter a link that starts with https://, or",
  ],
  ["no paper", planForm("UTC"), {}, "paperId: Choose a paper."],
  [
    "no time",
    planForm("UTC"),
    { paperId: ID, startsAt: { date: "2026-05-04", time: "" } },
    "startsAt.time: ",
  ],
  ["no reading", meetingForm("UTC"), {}, "readingId: "],
  ["no week", slotInput, slot({ everyWeeks: 0 }), "everyWeeks: "],
  ["half a week", slotInput, slot({ everyWeeks: 1.5 }), "everyWeeks: "],
  ["13 weeks", slotInput, slot({ everyWeeks: 13 }), "everyWeeks: "],
  ["day 0", slotInput, slot({ weekday: 0 }), "weekday: "],
  ["day 8", slotInput, slot({ weekday: 8 }), "weekday: "],
  ["half a day", slotInput, slot({ weekday: 1.5 }), "weekday: "],
  ["no time of day", slotInput, slot({ time: "18" }), "time: Choose a time."],
  ["seconds", slotInput, slot({ time: "18:00:00" }), "time: Choose a time."],
  ["no date", slotInput, slot({ fromDay: "today" }), "fromDay: Choose a date."],
  [
    "another century",
    slotInput,
    slot({ fromDay: "1999-12-31" }),
    "fromDay: Choose a day of this cent",
  ],
  [
    "a century to come",
    slotInput,
    slot({ fromDay: "2120-05-04" }),
    "fromDay: Choose a day of this",
  ],
  ["notes too long", saveTextInput, text({ body: long(20_001) }), "body: This text is too long"],
  ["a version before the first", saveTextInput, text({ basedOn: -1 }), "basedOn: "],
  ["half a version", saveTextInput, text({ basedOn: 0.5 }), "basedOn: "],
  ["too late a version", saveTextInput, text({ basedOn: 1_000_001 }), "basedOn: "],
  ["another text", saveTextInput, text({ kind: "poem" }), "kind: "],
  ["version 0", versionInput, { meetingId: ID, kind: "notes", version: 0 }, "version: "],
  ["half of one", versionInput, { meetingId: ID, kind: "notes", version: 1.5 }, "version: "],
  ["none so late", versionInput, { meetingId: ID, kind: "notes", version: 1_000_001 }, "version: "],
  ["a preview too long", previewInput, { body: long(20_001) }, "body: This text is too long"],
  [
    "an agenda too long",
    textForm("agenda"),
    { body: long(20_001) },
    "body: The agenda is too long",
  ],
  [
    "notes too long",
    textForm("notes"),
    { body: long(20_001) },
    "body: The text of the notes is too long",
  ],
  ["no title", addLinkInput, link({ title: " " }), "title: Enter a title for the link."],
  ["a title too long", addLinkInput, link({ title: long(121) }), "title: The title is too long"],
  [
    "no url",
    linkForm,
    { title: "Slides", url: "" },
    "url: Enter a link that starts with https://.",
  ],
  ["a wrong order", awayInput, away("2026-05-04", "2026-05-03"), "lastDay: The last day is before"],
  [
    "367 days",
    awayInput,
    away("2026-05-04", "2027-05-06"),
    "lastDay: Enter at most one year at a time.",
  ],
  [
    "no handle",
    presenterInput,
    { meetingId: ID, handle: "Ada" },
    "handle: This is not a valid handle.",
  ],
  [
    "a sign before",
    presenterInput,
    { meetingId: ID, handle: "!ada" },
    "handle: This is not a valid handle.",
  ],
  [
    "a sign after",
    presenterInput,
    { meetingId: ID, handle: "ada!" },
    "handle: This is not a valid handle.",
  ],
  [
    "no letter",
    presenterInput,
    { meetingId: ID, handle: "" },
    "handle: This is not a valid handle.",
  ],
  ["a long handle", presenterInput, { meetingId: ID, handle: long(61) }, "handle: "],
  ["perhaps", rsvpInput, { meetingId: ID, answer: "perhaps" }, "answer: "],
])("refuses %s", (_, schema, value, problem) => {
  expect(firstProblem(schema, value)).toContain(problem);
});

it.each([
  [{}, {}],
  [
    { q: " raft ", year: "2026", presenter: "ada-1", page: "3" },
    { q: "raft", year: 2026, presenter: "ada-1", page: 3 },
  ],
  [
    { q: long(100), year: "1900" },
    { q: long(100), year: 1900 },
  ],
  [
    { q: long(101), year: "2200" },
    { q: "", year: 2200 },
  ],
  [{ year: "1899" }, {}],
  [{ year: "2201" }, {}],
  [{ year: "2026.5" }, {}],
  [{ presenter: "Ada" }, {}],
  [{ presenter: "ada!" }, {}],
  [{ presenter: "!ada" }, {}],
  [{ presenter: "" }, {}],
  [{ presenter: long(60) }, { presenter: long(60) }],
  [{ presenter: long(61) }, {}],
  [{ q: ["a"], year: "soon", page: "x" }, {}],
])("reads the search of a history %j as %j", (address, read) => {
  const nothing = { q: "", year: null, presenter: null, page: 1 };
  expect(historyInput.parse(address)).toEqual({ ...nothing, ...read });
});
