import { personProcedure, router } from "@/server/door/procedures";
import { pageInput } from "@/server/platform/text/inputs";
import { clearDismissed, dismiss } from "./commands";
import { listDismissed, listForYou } from "./queries";
import { dismissInput } from "./schema";

export const forYouRouter = router({
  forYou: personProcedure.query(({ ctx }) => listForYou(ctx.viewer)),
  dismiss: personProcedure
    .input(dismissInput)
    .mutation(({ ctx, input }) => dismiss(ctx.viewer, input)),
  dismissed: personProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listDismissed(ctx.viewer, input.page)),
  clearDismissed: personProcedure.mutation(({ ctx }) => clearDismissed(ctx.viewer)),
});
