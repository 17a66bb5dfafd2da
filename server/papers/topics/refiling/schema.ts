import { z } from "zod";

/** Looks at some more papers for the words of topics, if any are left. */
export const REFILE = { name: "papers.refile", payload: z.unknown() };
