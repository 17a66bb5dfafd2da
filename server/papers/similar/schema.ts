import { z } from "zod";

/** Compares the papers whose words are new or have changed. */
export const COMPARE_PAPERS = { name: "papers.compare", payload: z.unknown() };
