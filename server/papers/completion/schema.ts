import { z } from "zod";

/** Searches the sources for the missing fields of the next poor papers. */
export const COMPLETE = { name: "papers.complete", payload: z.unknown() };
