import { evenSuspendedProcedure, organizerProcedure, router } from "@/server/door/procedures";
import { handleInput } from "@/server/groups/schema";
import { leaveGroup, removeMember } from "./commands";

/** Part of `groups.*`: what happens when somebody leaves concerns nouns that come after groups. */
export const leavingRouter = router({
  leave: evenSuspendedProcedure.mutation(({ ctx }) => leaveGroup(ctx.scope)),
  removeMember: organizerProcedure
    .input(handleInput)
    .mutation(({ ctx, input }) => removeMember(ctx.scope, input.handle)),
});
