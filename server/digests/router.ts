import { personProcedure, publicProcedure, router } from "@/server/door/procedures";
import { answerByMail, answerLink, upvoteByMail, upvoteLink } from "./links/commands";
import { mySubscriptions, pastDigest, pastDigests, previewOf, subscriptionByLink } from "./queries";
import {
  answerByMailInput,
  changeByLinkInput,
  changeInput,
  digestIdInput,
  linkInput,
  pastInput,
  subscribeInput,
  subscriptionIdInput,
  subscriptionInput,
} from "./schema";
import { confirmSubscription, requestSubscription } from "./subscriptions/by-address";
import { changeByLink, unsubscribe } from "./subscriptions/by-link";
import {
  changeSubscription,
  createSubscription,
  deleteSubscription,
  sendNow,
} from "./subscriptions/commands";

export const digestsRouter = router({
  mine: personProcedure.query(({ ctx }) => mySubscriptions(ctx.viewer)),
  create: personProcedure
    .input(subscriptionInput)
    .mutation(({ ctx, input }) => createSubscription(ctx.viewer, input)),
  change: personProcedure
    .input(changeInput)
    .mutation(({ ctx, input }) => changeSubscription(ctx.viewer, input)),
  delete: personProcedure
    .input(subscriptionIdInput)
    .mutation(({ ctx, input }) => deleteSubscription(ctx.viewer, input)),
  preview: personProcedure
    .input(subscriptionIdInput)
    .query(({ ctx, input }) => previewOf(ctx.viewer, input)),
  sendNow: personProcedure
    .input(subscriptionIdInput)
    .mutation(({ ctx, input }) => sendNow(ctx.viewer, input)),
  past: personProcedure.input(pastInput).query(({ ctx, input }) => pastDigests(ctx.viewer, input)),
  read: personProcedure
    .input(digestIdInput)
    .query(({ ctx, input }) => pastDigest(ctx.viewer, input.digestId)),
  subscribe: publicProcedure
    .input(subscribeInput)
    .mutation(({ ctx, input }) => requestSubscription(input, ctx.ip)),
  confirm: publicProcedure
    .input(linkInput)
    .mutation(({ input }) => confirmSubscription(input.token)),
  byLink: publicProcedure.input(linkInput).query(({ input }) => subscriptionByLink(input.token)),
  changeByLink: publicProcedure
    .input(changeByLinkInput)
    .mutation(({ input }) => changeByLink(input)),
  upvoteLink: publicProcedure.input(linkInput).query(({ input }) => upvoteLink(input.token)),
  upvoteByMail: publicProcedure.input(linkInput).mutation(({ input }) => upvoteByMail(input.token)),
  answerLink: publicProcedure.input(linkInput).query(({ input }) => answerLink(input.token)),
  answerByMail: publicProcedure
    .input(answerByMailInput)
    .mutation(({ input }) => answerByMail(input)),
  unsubscribe: publicProcedure.input(linkInput).mutation(({ input }) => unsubscribe(input.token)),
});
