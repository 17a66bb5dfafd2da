import { personProcedure, publicProcedure, router } from "@/server/door/procedures";
import { pageInput } from "@/server/platform/text/inputs";
import { block, blocks, unblock } from "./blocks/commands";
import { disconnectAccount, signOutEverywhere, updateProfile, welcome } from "./commands";
import { confirmEmailChange, requestEmailChange } from "./email-change/commands";
import { hasMailbox, mailbox } from "./mailbox/queries";
import { profile } from "./queries";
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
import { outsideSignIns } from "./sign-in/providers";

export const peopleRouter = router({
  viewer: publicProcedure.query(({ ctx: { viewer } }) => {
    if (!viewer) return null;
    const { handle, name, timeZone, welcomed, suspended, moderator, operator } = viewer;
    return { handle, name, timeZone, welcomed, suspended, moderator, operator };
  }),
  outsideSignIns: publicProcedure.query(() => outsideSignIns()),
  requestLink: publicProcedure
    .input(linkInput)
    .mutation(({ ctx, input }) => requestLink(input, ctx.ip)),
  hasMailbox: publicProcedure.query(({ ctx }) => hasMailbox(ctx.direct)),
  mailbox: publicProcedure.query(({ ctx }) => mailbox(ctx.direct)),
  welcome: personProcedure
    .input(welcomeInput)
    .mutation(({ ctx, input }) => welcome(ctx.viewer, input)),
  profile: personProcedure.query(({ ctx }) => profile(ctx.viewer, ctx.sessionToken)),
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
    .query(({ ctx, input }) => blocks(ctx.viewer, input.page)),
  block: personProcedure
    .input(blockInput)
    .mutation(({ ctx, input }) => block(ctx.viewer, input.handle)),
  unblock: personProcedure
    .input(blockInput)
    .mutation(({ ctx, input }) => unblock(ctx.viewer, input.handle)),
});
