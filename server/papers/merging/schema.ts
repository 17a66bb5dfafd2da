import { z } from "zod";
import { prose } from "@/server/platform/text/inputs";
import { slugInput } from "../schema";

/** Characters of a reason: a few sentences. */
export const REASON_MAX = 500;

export const mergeForm = z.object({ reason: prose(REASON_MAX, "The reason").default("") });
export const compareInput = slugInput.extend({ other: slugInput.shape.paper });
export const mergeInput = mergeForm.extend({ keptId: z.uuid(), otherId: z.uuid() });
export const undoMergeInput = mergeForm.extend({ mergeId: z.uuid() });
