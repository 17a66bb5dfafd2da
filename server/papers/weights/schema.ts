import { z } from "zod";

/** Establishes accounts that have stood the time, and lets their upvotes weigh in full. */
export const RAISE_UPVOTES = { name: "papers.raiseUpvotes", payload: z.unknown() };
