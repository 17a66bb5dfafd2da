import { evenSuspendedProcedure, organizerProcedure, router } from "@/server/door/procedures";
import { handleInput } from "@/server/groups/schema";
import { leaveGroup, removeMember } from "./commands";

/** Part of `groups.*`. Leaving touches nouns that come after groups, so the procedures are defined here. */
export const leavingRouter = router({
  leave: evenSuspendedProcedure.mutation(({ ctx }) => leaveGroup(ctx.scope)),
  removeMember: organizerProcedure
    .input(handleInput)
    .mutation(({ ctx, input }) => removeMember(ctx.scope, input.handle)),
});
