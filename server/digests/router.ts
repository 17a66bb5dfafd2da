import { personProcedure, publicProcedure, router } from "@/server/api/procedures";
import { confirmSubscription, requestSubscription, setSubscription, unsubscribe } from "./commands";
import { mySubscription } from "./queries";
import { linkInput, subscribeInput, subscriptionInput } from "./schema";

export const digestsRouter = router({
  mine: personProcedure.query(({ ctx }) => mySubscription(ctx.viewer)),
  set: personProcedure
    .input(subscriptionInput)
    .mutation(({ ctx, input }) => setSubscription(ctx.viewer, input)),
  subscribe: publicProcedure
    .input(subscribeInput)
    .mutation(({ ctx, input }) => requestSubscription(input, ctx.ip)),
  confirm: publicProcedure
    .input(linkInput)
    .mutation(({ input }) => confirmSubscription(input.token)),
  unsubscribe: publicProcedure.input(linkInput).mutation(({ input }) => unsubscribe(input.token)),
});
