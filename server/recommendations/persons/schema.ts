import { z } from "zod";

/** @property on whether the person is not interested in the paper; false takes that back */
export const dismissInput = z.object({ paperId: z.uuid(), on: z.boolean() });
