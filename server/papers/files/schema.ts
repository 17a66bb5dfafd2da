import { z } from "zod";
import { FORMAT_NAMES } from "./rules";

export const formatInput = z.enum(FORMAT_NAMES);

export const citeInput = z.object({ paperId: z.uuid() });
