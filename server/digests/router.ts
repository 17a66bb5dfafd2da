import {
  memberProcedure,
  personProcedure,
  publicProcedure,
  router,
} from "@/server/door/procedures";
import {
  opinionByMail,
  readOpinionLink,
  readRsvpLink,
  readUpvoteLink,
  rsvpByMail,
  upvoteByMail,
} from "./links/commands";
import { opinionByMailInput, rsvpByMailInput } from "./links/schema";
import { acceptOffer } from "./offering/commands";
import { findOffer } from "./offering/queries";
import { listPastDigests, readPastDigest } from "./past/queries";
import {
  findSubscriptionByLink,
  findSubscriptionToEnd,
  listSubscriptions,
  previewDigest,
} from "./queries";
import {
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
  mine: personProcedure.query(({ ctx }) => listSubscriptions(ctx.viewer)),
  create: personProcedure
    .input(subscriptionInput)
    .mutation(({ ctx, input }) => createSubscription(ctx.viewer, input)),
  change: personProcedure
    .input(changeInput)
    .mutation(({ ctx, input }) => changeSubscription(ctx.viewer, input)),
  offer: memberProcedure.query(({ ctx }) => findOffer(ctx.scope)),
  acceptOffer: memberProcedure.mutation(({ ctx }) => acceptOffer(ctx.scope)),
  delete: personProcedure
    .input(subscriptionIdInput)
    .mutation(({ ctx, input }) => deleteSubscription(ctx.viewer, input)),
  preview: personProcedure
    .input(subscriptionIdInput)
    .query(({ ctx, input }) => previewDigest(ctx.viewer, input)),
  sendNow: personProcedure
    .input(subscriptionIdInput)
    .mutation(({ ctx, input }) => sendNow(ctx.viewer, input)),
  past: personProcedure
    .input(pastInput)
    .query(({ ctx, input }) => listPastDigests(ctx.viewer, input)),
  read: personProcedure
    .input(digestIdInput)
    .query(({ ctx, input }) => readPastDigest(ctx.viewer, input.digestId)),
  subscribe: publicProcedure
    .input(subscribeInput)
    .mutation(({ ctx, input }) => requestSubscription(input, ctx.ip)),
  confirm: publicProcedure
    .input(linkInput)
    .mutation(({ input }) => confirmSubscription(input.token)),
  byLink: publicProcedure
    .input(linkInput)
    .query(({ input }) => findSubscriptionByLink(input.token)),
  changeByLink: publicProcedure
    .input(changeByLinkInput)
    .mutation(({ input }) => changeByLink(input)),
  upvoteLink: publicProcedure.input(linkInput).query(({ input }) => readUpvoteLink(input.token)),
  upvoteByMail: publicProcedure.input(linkInput).mutation(({ input }) => upvoteByMail(input.token)),
  answerLink: publicProcedure.input(linkInput).query(({ input }) => readRsvpLink(input.token)),
  opinionLink: publicProcedure.input(linkInput).query(({ input }) => readOpinionLink(input.token)),
  opinionByMail: publicProcedure
    .input(opinionByMailInput)
    .mutation(({ input }) => opinionByMail(input)),
  answerByMail: publicProcedure.input(rsvpByMailInput).mutation(({ input }) => rsvpByMail(input)),
  unsubscribeLink: publicProcedure
    .input(linkInput)
    .query(({ input }) => findSubscriptionToEnd(input.token)),
  unsubscribe: publicProcedure.input(linkInput).mutation(({ input }) => unsubscribe(input.token)),
});
