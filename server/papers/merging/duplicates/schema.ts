import { z } from "zod";

/** Two papers that are different. */
export const tellApartInput = z.object({ paperId: z.uuid(), otherId: z.uuid() });
