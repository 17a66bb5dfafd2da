import { expect, it } from "vitest";
import {
  COMMENT_OPERATORS,
  OPERATORS,
  type Operator,
  readQuestion,
} from "@/server/papers/search/language/rules";
import { conditionInWords, misreadInWords } from "./words";

it("says what each condition asks for", () => {
  const q =
    '"a phrase" -word author:li title:graph topic:rl venue:"Nature Medicine" has:discussion in:lunch -read:lunch year:2023 year:2023.. year:..2020 year:2021..2023 lora OR "low rank" OR author:hu';
  const { terms } = readQuestion(q);
  expect(terms.map(conditionInWords)).toEqual([
    "“a phrase”",
    "not “word”",
    "by li",
    "“graph” in the title",
    "about rl",
    "published in Nature Medicine",
    "with a discussion",
    "in the group lunch",
    "not read by the group lunch",
    "from 2023",
    "since 2023",
    "until 2020",
    "from 2021 to 2023",
    "“lora”, “low rank” or by hu",
  ]);
});

it("says why a piece that looks like an operator is none, and what would be", () => {
  const say = (q: string, known: readonly Operator[] = OPERATORS) =>
    readQuestion(q, known).misread.map((piece) => misreadInWords(piece, known));
  expect(say("colour:red OR")).toEqual([
    "“colour:red” is no operator here, so it was read as words.",
    "“OR” is no operator here, so it was read as words.",
  ]);
  expect(say("year:soon author: -has:code in:ÄÖ")).toEqual([
    "“year:” takes years, such as year:2023, year:2023.. or year:2021..2023. “year:soon” was read as words.",
    "Nothing follows “author:”. Write what you mean right after it, without a blank.",
    "“has:” takes only has:discussion. “-has:code” was read as words.",
    "“in:” takes the last part of a group’s address, such as in:friday-lunch. “in:ÄÖ” was read as words.",
  ]);
  expect(say("topic:systems", COMMENT_OPERATORS)).toEqual([
    "“topic:” works only in a search for papers, so “topic:systems” was read as words.",
  ]);
  expect(say("year:2020 ".repeat(21))).toEqual([
    "A search takes only so many conditions. “year:2020” was read as words.",
  ]);
});
