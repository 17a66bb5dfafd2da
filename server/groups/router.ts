import {
  groupProcedure,
  organizerProcedure,
  ownerProcedure,
  personProcedure,
  publicProcedure,
  router,
} from "@/server/door/procedures";
import { pageInput } from "@/server/platform/text/inputs";
import { answerRequest, ask, createGroup, handOver, join, setRole, updateGroup } from "./commands";
import { acceptInvitation, inviteByEmail, inviteByLink, revoke } from "./invitations/commands";
import {
  groupHead,
  invitation,
  invitations,
  members,
  myGroups,
  publicGroups,
  requests,
} from "./queries";
import {
  answerInput,
  askInput,
  groupFields,
  handleInput,
  inviteEmailInput,
  revokeInput,
  roleInput,
  tokenInput,
} from "./schema";

// Joining needs a signed-in viewer and a visible group, but no membership.
const visitorProcedure = groupProcedure.concat(personProcedure);

export const groupsRouter = router({
  list: publicProcedure.input(pageInput).query(({ input }) => publicGroups(input.page)),
  mine: personProcedure.query(({ ctx }) => myGroups(ctx.viewer)),
  create: personProcedure
    .input(groupFields)
    .mutation(({ ctx, input }) => createGroup(ctx.viewer, input)),
  head: groupProcedure.query(({ ctx }) => groupHead(ctx.scope)),
  members: groupProcedure
    .input(pageInput)
    .query(({ ctx, input }) => members(ctx.scope, input.page)),
  join: visitorProcedure.mutation(({ ctx }) => join(ctx.viewer, ctx.scope)),
  ask: visitorProcedure
    .input(askInput)
    .mutation(({ ctx, input }) => ask(ctx.viewer, ctx.scope, input.message)),
  update: organizerProcedure
    .input(groupFields)
    .mutation(({ ctx, input }) => updateGroup(ctx.scope, input)),
  requests: organizerProcedure.query(({ ctx }) => requests(ctx.scope)),
  answerRequest: organizerProcedure
    .input(answerInput)
    .mutation(({ ctx, input }) => answerRequest(ctx.scope, input)),
  invitations: organizerProcedure.query(({ ctx }) => invitations(ctx.scope)),
  inviteByLink: organizerProcedure.mutation(({ ctx }) => inviteByLink(ctx.scope)),
  inviteByEmail: organizerProcedure
    .input(inviteEmailInput)
    .mutation(({ ctx, input }) => inviteByEmail(ctx.scope, input.email)),
  revokeInvitation: organizerProcedure
    .input(revokeInput)
    .mutation(({ ctx, input }) => revoke(ctx.scope, input.invitationId)),
  setRole: ownerProcedure.input(roleInput).mutation(({ ctx, input }) => setRole(ctx.scope, input)),
  handOver: ownerProcedure
    .input(handleInput)
    .mutation(({ ctx, input }) => handOver(ctx.scope, input.handle)),
  invitation: publicProcedure.input(tokenInput).query(({ input }) => invitation(input.token)),
  acceptInvitation: personProcedure
    .input(tokenInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.viewer, input.token)),
});
