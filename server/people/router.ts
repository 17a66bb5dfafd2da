import { personProcedure, publicProcedure, router } from "@/server/door/procedures";
import { pageInput } from "@/server/platform/text/inputs";
import { blockPerson, listBlocks, unblockPerson } from "./blocks/commands";
import {
  completeFirstVisit,
  disconnectAccount,
  signOutEverywhere,
  updateProfile,
} from "./commands";
import { readProfile, shownReader, shownViewer } from "./queries";
import {
  accountInput,
  blockInput,
  emailInput,
  linkInput,
  profileInput,
  tokenInput,
  welcomeInput,
} from "./schema";
import { requestLink } from "./sign-in/commands";
import { confirmEmailChange, requestEmailChange } from "./sign-in/email-change/commands";
import { hasMailbox, readMailbox } from "./sign-in/mailbox/queries";
import { outsideSignIns } from "./sign-in/providers";

export const peopleRouter = router({
  reader: publicProcedure.query(({ ctx }) => shownReader(ctx.viewer)),
  viewer: publicProcedure.query(({ ctx }) => shownViewer(ctx.viewer)),
  outsideSignIns: publicProcedure.query(() => outsideSignIns()),
  requestLink: publicProcedure
    .input(linkInput)
    .mutation(({ ctx, input }) => requestLink(input, ctx.ip)),
  hasMailbox: publicProcedure.query(({ ctx }) => hasMailbox(ctx.direct)),
  mailbox: publicProcedure.query(({ ctx }) => readMailbox(ctx.direct)),
  welcome: personProcedure
    .input(welcomeInput)
    .mutation(({ ctx, input }) => completeFirstVisit(ctx.viewer, input)),
  profile: personProcedure.query(({ ctx }) => readProfile(ctx.viewer, ctx.sessionToken)),
  updateProfile: personProcedure
    .input(profileInput)
    .mutation(({ ctx, input }) => updateProfile(ctx.viewer, input)),
  requestEmailChange: personProcedure
    .input(emailInput)
    .mutation(({ ctx, input }) => requestEmailChange(ctx.viewer, input)),
  confirmEmailChange: personProcedure
    .input(tokenInput)
    .mutation(({ ctx, input }) => confirmEmailChange(ctx.viewer, input.token, ctx.sessionToken)),
  disconnectAccount: personProcedure
    .input(accountInput)
    .mutation(({ ctx, input }) => disconnectAccount(ctx.viewer, input.provider)),
  signOutEverywhere: personProcedure.mutation(({ ctx }) => signOutEverywhere(ctx.viewer)),
  blocks: personProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listBlocks(ctx.viewer, input.page)),
  block: personProcedure
    .input(blockInput)
    .mutation(({ ctx, input }) => blockPerson(ctx.viewer, input.handle)),
  unblock: personProcedure
    .input(blockInput)
    .mutation(({ ctx, input }) => unblockPerson(ctx.viewer, input.handle)),
});
