import { personProcedure, router } from "@/server/door/procedures";
import { tokenInput } from "@/server/groups/schema";
import { arriveByInvitation } from "./commands";

/** Part of `groups.*`. Who arrives is led to what they can vote on, and ballots come after groups. */
export const arrivingRouter = router({
  acceptInvitation: personProcedure
    .input(tokenInput)
    .mutation(({ ctx, input }) => arriveByInvitation(ctx.viewer, input.token)),
});
