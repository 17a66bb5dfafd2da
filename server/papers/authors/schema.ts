import { z } from "zod";

/** The key of an author (`paper_authors` of a migration): letters and digits of any script, and hyphens. */
export const authorKey = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\s:/\\?#%\p{Cc}]+$/u, "There is nothing at this address.");

export const authorInput = z.object({ author: authorKey });
