import { z } from "zod";

/** Brings the vectors of the catalogue up to date. */
export const READ_FOR_MEANING = { name: "papers.meaning", payload: z.unknown() };

/** The model, as far as its vectors depend on it. The key of a service is not part of it. */
export const modelSettings = z.discriminatedUnion("provider", [
  z.object({ provider: z.literal("builtin"), name: z.string(), revision: z.string() }),
  z.object({
    provider: z.literal("onnx"),
    name: z.string(),
    /** The folder that has the model's folder. */
    folder: z.string(),
    pooling: z.enum(["mean", "cls"]),
    /** Words that the model expects before a question. */
    questionPrefix: z.string(),
  }),
  z.object({
    provider: z.literal("http"),
    name: z.string(),
    /** The address before "/embeddings". */
    base: z.string(),
    dimensions: z.number().nullable(),
  }),
]);

export type ModelSettings = z.output<typeof modelSettings>;

const MOST_QUESTIONS = 5000;

/** Questions with the slugs of the papers that answer them, to compare ways of searching. */
export const questionsFile = z
  .array(
    z.object({
      kind: z.string().min(1).max(40),
      question: z.string().min(1).max(200),
      /** Empty for a question to which the catalogue has no answer. */
      papers: z.array(z.string().min(1).max(120)).max(100),
    }),
  )
  .min(1, "must have at least one question")
  .max(MOST_QUESTIONS, `can have at most ${MOST_QUESTIONS} questions`);

export type Question = z.output<typeof questionsFile>[number];
