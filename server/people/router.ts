import { personProcedure, publicProcedure, router } from "@/server/api/procedures";
import {
  confirmEmailChange,
  deleteAccount,
  requestEmailChange,
  signOutEverywhere,
  updateProfile,
  welcome,
} from "./commands";
import { exportData, mailbox, outsideSignIns, profile } from "./queries";
import {
  deleteInput,
  emailInput,
  linkInput,
  profileInput,
  tokenInput,
  welcomeInput,
} from "./schema";
import { requestLink } from "./sign-in";

export const peopleRouter = router({
  viewer: publicProcedure.query(({ ctx: { viewer } }) => {
    if (!viewer) return null;
    const { handle, name, timeZone, welcomed } = viewer;
    return { handle, name, timeZone, welcomed };
  }),
  outsideSignIns: publicProcedure.query(() => outsideSignIns()),
  requestLink: publicProcedure
    .input(linkInput)
    .mutation(({ ctx, input }) => requestLink(input, ctx.ip)),
  mailbox: publicProcedure.query(({ ctx }) => mailbox(ctx.ip)),
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
    .mutation(({ ctx, input }) => confirmEmailChange(ctx.viewer, input.token)),
  signOutEverywhere: personProcedure.mutation(({ ctx }) => signOutEverywhere(ctx.viewer)),
  exportData: personProcedure.query(({ ctx }) => exportData(ctx.viewer)),
  deleteAccount: personProcedure
    .input(deleteInput)
    .mutation(({ ctx, input }) => deleteAccount(ctx.viewer, input.handle)),
});
