import { personProcedure, router } from "@/server/door/procedures";
import { deleteInput } from "@/server/people/schema";
import { deleteAccount } from "./commands";

export const accountsRouter = router({
  deleteAccount: personProcedure
    .input(deleteInput)
    .mutation(({ ctx, input }) => deleteAccount(ctx.viewer, input.handle)),
});
