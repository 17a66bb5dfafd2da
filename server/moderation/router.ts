import "server-only";
import {
  groupProcedure,
  memberProcedure,
  moderatorProcedure,
  organizerProcedure,
  personProcedure,
  router,
} from "@/server/door/procedures";
import { pageInput } from "@/server/platform/text/inputs";
import { commentIdInput } from "@/server/threads/schema";
import {
  dismissReports,
  hideComment,
  lockThread,
  removeComment,
  removeOthersComment,
  restoreComment,
  unlockThread,
} from "./commands";
import { listGroupLog, listSiteLog } from "./log";
import { dismissObjectionReports, removeObjection, reportObjection } from "./objections/commands";
import { listObjectionReports } from "./objections/queries";
import { reportComment } from "./reports/commands";
import { listGroupReports, listPublicReports } from "./reports/queries";
import {
  noteOnCommentInput,
  noteOnObjectionInput,
  noteOnThreadInput,
  onCommentInput,
  onObjectionInput,
  onThreadInput,
  reinstateInput,
  reportInput,
  reportObjectionInput,
  suspendInput,
} from "./schema";
import {
  findOwnSuspension,
  listSuspensions,
  reinstateMember,
  suspendMember,
} from "./suspensions/commands";

// Former members can read the log too, as long as they may see the group.
const visitorProcedure = groupProcedure.concat(personProcedure);

export const moderationRouter = router({
  report: personProcedure
    .input(reportInput)
    .mutation(({ ctx, input }) => reportComment(ctx.viewer, input)),
  reports: organizerProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listGroupReports(ctx.scope, input.page)),
  publicReports: moderatorProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listPublicReports(ctx.viewer, input.page)),
  hide: personProcedure
    .input(onCommentInput)
    .mutation(({ ctx, input }) => hideComment(ctx.viewer, input)),
  restore: personProcedure
    .input(noteOnCommentInput)
    .mutation(({ ctx, input }) => restoreComment(ctx.viewer, input)),
  remove: personProcedure
    .input(onCommentInput)
    .mutation(({ ctx, input }) => removeOthersComment(ctx.viewer, input)),
  dismiss: personProcedure
    .input(noteOnCommentInput)
    .mutation(({ ctx, input }) => dismissReports(ctx.viewer, input)),
  lock: personProcedure
    .input(onThreadInput)
    .mutation(({ ctx, input }) => lockThread(ctx.viewer, input)),
  unlock: personProcedure
    .input(noteOnThreadInput)
    .mutation(({ ctx, input }) => unlockThread(ctx.viewer, input)),
  reportObjection: memberProcedure
    .input(reportObjectionInput)
    .mutation(({ ctx, input }) => reportObjection(ctx.scope, input)),
  objectionReports: organizerProcedure.query(({ ctx }) => listObjectionReports(ctx.scope)),
  removeObjection: organizerProcedure
    .input(onObjectionInput)
    .mutation(({ ctx, input }) => removeObjection(ctx.scope, input)),
  dismissObjection: organizerProcedure
    .input(noteOnObjectionInput)
    .mutation(({ ctx, input }) => dismissObjectionReports(ctx.scope, input)),
  suspend: organizerProcedure
    .input(suspendInput)
    .mutation(({ ctx, input }) => suspendMember(ctx.scope, input)),
  reinstate: organizerProcedure
    .input(reinstateInput)
    .mutation(({ ctx, input }) => reinstateMember(ctx.scope, input)),
  suspensions: organizerProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listSuspensions(ctx.scope, input.page)),
  mySuspension: visitorProcedure.query(({ ctx: { scope, viewer } }) =>
    findOwnSuspension({ ...scope, viewer }),
  ),
  groupLog: visitorProcedure
    .input(pageInput)
    .query(({ ctx: { scope, viewer }, input }) => listGroupLog({ ...scope, viewer }, input.page)),
  log: personProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listSiteLog(ctx.viewer, input.page)),
});

/** Part of `threads.*`: deleting somebody else's comment is an act of moderation. */
export const removalRouter = router({
  remove: personProcedure
    .input(commentIdInput)
    .mutation(({ ctx, input }) => removeComment(ctx.viewer, input.commentId)),
});
