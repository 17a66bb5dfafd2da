import { z } from "zod";

/** Compares the papers whose words are new or have changed. The words of the catalogue may have been counted just now. */
export const COMPARE_PAPERS = {
  name: "papers.compare",
  payload: z.object({ counted: z.boolean().default(false) }),
};
