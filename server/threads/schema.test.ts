import { expect, it } from "vitest";
import { ID, long } from "@/server/testing/lengths";
import { firstProblem } from "@/server/testing/refusals";
import { LABELS, ORDERS, REACTIONS } from "./rules";
import {
  addInput,
  addOnMeetingInput,
  COMMENTS_A_PAGE,
  commentIdInput,
  commentInput,
  editInput,
  markAnsweredInput,
  meetingThreadInput,
  mentionableInGroupInput,
  mentionableInput,
  paperThreadInput,
  pinInput,
  previewInput,
  QUOTE_SOURCES,
  quoteInput,
  reactInput,
  seenInput,
  threadIdInput,
} from "./schema";

const quote = { source: "title", exact: "words" };
const comment = { body: "Well." };

it("fills in defaults", () => {
  expect(addInput.parse({ paper: "p", body: "Well.", clientKey: ID })).toEqual({
    paper: "p",
    body: "Well.",
    clientKey: ID,
    label: null,
    spoiler: null,
    parentId: null,
    quote: null,
    seenNumber: null,
  });
  expect(quoteInput.parse(quote)).toEqual({ ...quote, prefix: "", suffix: "", place: "" });
  expect(paperThreadInput.parse({ paper: "p" })).toEqual({ paper: "p", order: "best", page: 1 });
});

it.each([
  ["a comment of 10,000 characters", commentInput, { body: long(10_000) }],
  ["a spoiler of 60 characters", commentInput, { ...comment, spoiler: long(60) }],
  ["a spoiler in no words", commentInput, { ...comment, spoiler: "" }],
  ["a quotation of 1,000 characters", quoteInput, { ...quote, exact: long(1000) }],
  ["64 characters around it", quoteInput, { ...quote, prefix: long(64), suffix: long(64) }],
  ["a place of 80 characters", quoteInput, { ...quote, place: long(80) }],
  ["the hundredth page", paperThreadInput, { paper: long(120), page: 100 }],
  ["a visit that saw nothing", seenInput, { threadId: ID, number: 0 }],
  ["40 characters of a name", mentionableInput, { paper: "p", start: long(40) }],
  ["no characters of a name", mentionableInGroupInput, { start: "" }],
  ["an empty preview", previewInput, { body: "" }],
])("takes %s", (_, schema, value) => expect(firstProblem(schema, value)).toBeNull());

it.each([
  ["no comment", commentInput, { body: " " }, "body: Write something first."],
  ["a comment too long", commentInput, { body: long(10_001) }, "body: Your comment is too long"],
  ["a preview too long", previewInput, { body: long(10_001) }, "body: Your comment is too long"],
  [
    "a spoiler too long",
    commentInput,
    { ...comment, spoiler: long(61) },
    "spoiler: What it spoils",
  ],
  ["no quotation", quoteInput, { ...quote, exact: " " }, "exact: Quote some words."],
  [
    "a quotation too long",
    quoteInput,
    { ...quote, exact: long(1001) },
    "exact: A quotation is too",
  ],
  ["65 characters before it", quoteInput, { ...quote, prefix: long(65) }, "prefix: "],
  ["65 characters after it", quoteInput, { ...quote, suffix: long(65) }, "suffix: "],
  ["a place too long", quoteInput, { ...quote, place: long(81) }, "place: Page or section is too"],
  ["page 0", paperThreadInput, { paper: "p", page: 0 }, "page: "],
  ["page 101", paperThreadInput, { paper: "p", page: 101 }, "page: "],
  ["half a page", paperThreadInput, { paper: "p", page: 1.5 }, "page: "],
  ["no paper", paperThreadInput, { paper: "" }, "paper: "],
  ["a paper too long", paperThreadInput, { paper: long(121) }, "paper: "],
  ["a comment by no id", paperThreadInput, { paper: "p", comment: "1" }, "comment: "],
  ["less than nothing seen", seenInput, { threadId: ID, number: -1 }, "number: "],
  ["half a comment seen", seenInput, { threadId: ID, number: 0.5 }, "number: "],
  ["a name too long", mentionableInput, { paper: "p", start: long(41) }, "start: "],
  ["no meeting", meetingThreadInput, {}, "meetingId: "],
  ["a comment on no meeting", addOnMeetingInput, { ...comment, clientKey: ID }, "meetingId: "],
  ["a change to no comment", editInput, comment, "commentId: "],
  ["no comment's id", commentIdInput, {}, "commentId: "],
  ["no thread's id", threadIdInput, {}, "threadId: "],
  ["no reaction", reactInput, { commentId: ID, on: true }, "kind: "],
  ["no mark", markAnsweredInput, { commentId: ID }, "answered: "],
  ["no pin", pinInput, { commentId: ID }, "pinned: "],
])("refuses %s", (_, schema, value, problem) => {
  expect(firstProblem(schema, value)).toContain(problem);
});

it("has the same words as the enums of the database", () => {
  expect(ORDERS).toEqual(["best", "newest", "oldest"]);
  expect(LABELS).toEqual(["question", "summary", "critique", "code", "typo"]);
  expect(REACTIONS).toEqual(["agree", "insightful", "thanks", "curious", "celebrate"]);
  expect(QUOTE_SOURCES).toEqual(["title", "abstract", "paper"]);
});

it("shows at most twenty top-level comments on a page, each with five replies", () => {
  expect(COMMENTS_A_PAGE).toBe(120);
});
