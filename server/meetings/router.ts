import { organizerProcedure, router } from "@/server/api/procedures";
import { scheduleMeeting } from "./commands";
import { meetingInput } from "./schema";

export const meetingsRouter = router({
  schedule: organizerProcedure
    .input(meetingInput)
    .mutation(({ ctx, input }) => scheduleMeeting(ctx.scope, input)),
});
