import { z } from "zod";
import { line, prose } from "@/server/platform/text";

export const PITCH_MAX = 1000;
export const nominateInput = z.object({
  paperId: z.uuid(),
  pitch: prose(PITCH_MAX, "The pitch").default(""),
});
export const nominationInput = z.object({ nominationId: z.uuid() });
export const paperInput = z.object({ paperId: z.uuid() });
export const openInput = z.object({
  closesAt: z.coerce.date(),
  nominationIds: z
    .array(z.uuid())
    .min(1, "Choose at least one nomination.")
    .max(50, "At most 50 candidates."),
});
export const ballotInput = z.object({ ballotId: z.uuid() });
export const voteInput = ballotInput.extend({ approvals: z.array(z.uuid()).max(50) });
export const meetingInput = z.object({
  readingId: z.uuid(),
  startsAt: z.coerce.date(),
  place: line(200, "The place").default(""),
});
export const CLOSE_BALLOT = { name: "ballots.close", payload: z.object({ ballotId: z.uuid() }) };
export const SWEEP = { name: "ballots.sweep", payload: z.unknown() };
