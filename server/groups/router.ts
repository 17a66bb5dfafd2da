import {
  groupProcedure,
  lastOwnerProcedure,
  organizerProcedure,
  ownerProcedure,
  personProcedure,
  publicProcedure,
  router,
} from "@/server/door/procedures";
import { pageInput } from "@/server/platform/text/inputs";
import { createGroup, handOver, moveGroup, setRole, updateGroup } from "./commands";
import { archiveGroup, askToEnd, keepGroup, reopenGroup } from "./ending/commands";
import { listRunning } from "./ending/queries";
import { correctInvitation, extendInvitation, resendInvitation } from "./invitations/changing";
import { inviteByEmail, inviteByLink, revokeInvitation } from "./invitations/commands";
import { findInvitation, listInvitations } from "./invitations/queries";
import { answerRequest, askToJoin, joinGroup } from "./members/joining";
import { listJoinRequests, listMembers } from "./members/queries";
import { groupHead, listMyGroups, listPublicGroups } from "./queries";
import {
  addressFields,
  answerInput,
  askInput,
  correctInput,
  endInput,
  groupFields,
  handleInput,
  invitationInput,
  inviteEmailInput,
  roleInput,
  tokenInput,
} from "./schema";
import { scopeOfPage } from "./scope";

// Joining needs a signed-in viewer and a visible group, but no membership.
const visitorProcedure = groupProcedure.concat(personProcedure);

export const groupsRouter = router({
  list: publicProcedure.input(pageInput).query(({ input }) => listPublicGroups(input.page)),
  mine: personProcedure.query(({ ctx }) => listMyGroups(ctx.viewer)),
  create: personProcedure
    .input(groupFields)
    .mutation(({ ctx, input }) => createGroup(ctx.viewer, input)),
  head: groupProcedure.query(async ({ ctx: { viewer, scopes }, input: { group } }) =>
    groupHead(await scopeOfPage(viewer, group, scopes ?? new Map())),
  ),
  members: groupProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listMembers(ctx.scope, input.page)),
  join: visitorProcedure.mutation(({ ctx }) => joinGroup(ctx.viewer, ctx.scope)),
  ask: visitorProcedure
    .input(askInput)
    .mutation(({ ctx, input }) => askToJoin(ctx.viewer, ctx.scope, input.message)),
  update: organizerProcedure
    .input(groupFields)
    .mutation(({ ctx, input }) => updateGroup(ctx.scope, input)),
  requests: organizerProcedure.query(({ ctx }) => listJoinRequests(ctx.scope)),
  answerRequest: organizerProcedure
    .input(answerInput)
    .mutation(({ ctx, input }) => answerRequest(ctx.scope, input)),
  invitations: organizerProcedure.query(({ ctx }) => listInvitations(ctx.scope)),
  inviteByLink: organizerProcedure.mutation(({ ctx }) => inviteByLink(ctx.scope)),
  inviteByEmail: organizerProcedure
    .input(inviteEmailInput)
    .mutation(({ ctx, input }) => inviteByEmail(ctx.scope, input)),
  revokeInvitation: organizerProcedure
    .input(invitationInput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.scope, input.invitationId)),
  resendInvitation: organizerProcedure
    .input(invitationInput)
    .mutation(({ ctx, input }) => resendInvitation(ctx.scope, input.invitationId)),
  extendInvitation: organizerProcedure
    .input(invitationInput)
    .mutation(({ ctx, input }) => extendInvitation(ctx.scope, input.invitationId)),
  correctInvitation: organizerProcedure
    .input(correctInput)
    .mutation(({ ctx, input }) => correctInvitation(ctx.scope, input)),
  setRole: ownerProcedure.input(roleInput).mutation(({ ctx, input }) => setRole(ctx.scope, input)),
  move: ownerProcedure
    .input(addressFields)
    .mutation(({ ctx, input }) => moveGroup(ctx.scope, input)),
  running: lastOwnerProcedure.query(({ ctx }) => listRunning(ctx.scope)),
  archive: lastOwnerProcedure.mutation(({ ctx }) => archiveGroup(ctx.scope)),
  reopen: lastOwnerProcedure.mutation(({ ctx }) => reopenGroup(ctx.scope)),
  askToEnd: lastOwnerProcedure
    .input(endInput)
    .mutation(({ ctx, input }) => askToEnd(ctx.scope, input)),
  keep: lastOwnerProcedure.mutation(({ ctx }) => keepGroup(ctx.scope)),
  handOver: lastOwnerProcedure
    .input(handleInput)
    .mutation(({ ctx, input }) => handOver(ctx.scope, input.handle)),
  invitation: publicProcedure
    .input(tokenInput)
    .query(({ ctx, input }) => findInvitation(ctx.viewer, input.token)),
});
