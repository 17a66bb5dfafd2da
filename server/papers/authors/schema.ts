import { z } from "zod";
import { line } from "@/server/platform/text/inputs";

/** The key of an author (`paper_authors` of a migration): letters and digits of any script, and hyphens. */
export const authorKey = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\s:/\\?#%\p{Cc}]+$/u, "There is nothing at this address.");

export const authorInput = z.object({ author: authorKey });

/** Characters of a name. */
export const NAME_MAX = 100;

/** A name in any of the ways in which names are written. */
export const authorsNamedInput = z.object({ name: line(NAME_MAX, "The name") });
