import { z } from "zod";

/** Tells the members of a group that it will be deleted. */
export const END_TOLD = { name: "groups.endTold", payload: z.object({ groupId: z.uuid() }) };
/** Emails one member that the group will be deleted then, or stays. */
export const END_MAIL = {
  name: "groups.endMail",
  payload: z.object({
    groupId: z.uuid(),
    personId: z.uuid(),
    endsAt: z.iso.datetime().nullable(),
  }),
};
export type EndMail = z.output<typeof END_MAIL.payload>;
/** Deletes the groups whose time has come. */
export const SWEEP_ENDS = { name: "groups.sweepEnds", payload: z.unknown() };
