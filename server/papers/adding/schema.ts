import { z } from "zod";
import { NOTHING_PASTED, PASTED_MAX, PASTED_TOO_LONG } from "./rules";

/** A text with one or several papers in it: lines, or references of another program. */
export const piecesInput = z.object({
  text: z
    .string()
    .max(PASTED_MAX, PASTED_TOO_LONG)
    .refine((text) => text.trim() !== "", NOTHING_PASTED),
});
