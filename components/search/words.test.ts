import { expect, it } from "vitest";
import { readQuestion } from "@/server/papers/search/language/rules";
import { conditionInWords } from "./words";

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
