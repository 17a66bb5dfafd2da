import { z } from "zod";
import { line, prose } from "@/server/platform/text/inputs";

const topic = z.string().max(60);

export const topicInput = z.object({ topic });

/** A person's word on a topic of a paper: whether it belongs there. */
export const chooseTopicInput = z.object({
  paperId: z.uuid(),
  topic,
  accepted: z.boolean(),
});

const WORDS_MAX = 40;
const WORD = /[\p{L}\p{N}]{2}/u;

/** The words and phrases of a topic. */
const phrases = z
  .array(
    line(60, "A phrase").refine(
      (phrase) => WORD.test(phrase),
      "Enter words of at least two letters, one phrase on a line.",
    ),
  )
  .max(WORDS_MAX, `At most ${WORDS_MAX} words or phrases.`);

/** The same as they are typed, one on a line. */
const typedPhrases = z
  .string()
  .max(4000, "These are too many words.")
  .transform((text) => text.split(/\r?\n/).filter((phrase) => phrase.trim() !== ""))
  .pipe(phrases);

export const DESCRIPTION_MAX = 500;

const fields = {
  name: line(60, "The name").refine((value) => value.length >= 2, "Enter the name."),
  description: prose(DESCRIPTION_MAX, "The description").default(""),
};

/** The fields of a topic as moderators type them. */
export const topicForm = z.object({ ...fields, words: typedPhrases });

/** A topic to change; without an address, a new one. */
export const saveTopicInput = z.object({
  ...fields,
  words: phrases.default([]),
  topic: topic.nullable(),
});
export const mergeTopicsInput = z.object({ kept: topic, other: topic });
