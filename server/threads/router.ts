import "server-only";
import {
  memberProcedure,
  personProcedure,
  publicProcedure,
  router,
} from "@/server/door/procedures";
import {
  addComment,
  addGroupComment,
  addMeetingComment,
  previewComment,
} from "./comments/commands";
import { editComment } from "./comments/editing";
import { listVersions } from "./comments/queries";
import { markAnswered, pinComment } from "./marks/commands";
import { listMentionable, listMentionableInGroup } from "./mentions/commands";
import { setReaction } from "./reactions/commands";
import { readGroupThread, readMeetingThread, readPublicThread } from "./reading/queries";
import { listMyGroups, listRecentThreads } from "./reading/recent";
import { markSeen } from "./reading/visits/commands";
import {
  addInput,
  addOnMeetingInput,
  commentIdInput,
  editInput,
  markAnsweredInput,
  meetingThreadInput,
  mentionableInGroupInput,
  mentionableInput,
  paperInput,
  paperThreadInput,
  pinInput,
  previewInput,
  reactInput,
  seenInput,
} from "./schema";

export const threadsRouter = router({
  ofPaper: publicProcedure
    .input(paperThreadInput)
    .query(({ ctx, input: { paper, ...view } }) => readPublicThread(ctx.viewer, paper, view)),
  ofGroup: memberProcedure
    .input(paperThreadInput)
    .query(({ ctx, input: { paper, ...view } }) => readGroupThread(ctx.scope, paper, view)),
  ofMeeting: memberProcedure
    .input(meetingThreadInput)
    .query(({ ctx, input: { meetingId, ...view } }) =>
      readMeetingThread(ctx.scope, meetingId, view),
    ),
  recentInGroup: memberProcedure.query(({ ctx }) => listRecentThreads(ctx.scope)),
  inMyGroups: personProcedure
    .input(paperInput)
    .query(({ ctx, input }) => listMyGroups(ctx.viewer, input.paper)),
  add: personProcedure
    .input(addInput)
    .mutation(({ ctx, input: { paper, ...comment } }) => addComment(ctx.viewer, paper, comment)),
  addInGroup: memberProcedure
    .input(addInput)
    .mutation(({ ctx, input: { paper, ...comment } }) =>
      addGroupComment(ctx.scope, paper, comment),
    ),
  addOnMeeting: memberProcedure
    .input(addOnMeetingInput)
    .mutation(({ ctx, input: { meetingId, ...comment } }) =>
      addMeetingComment(ctx.scope, meetingId, comment),
    ),
  edit: personProcedure
    .input(editInput)
    .mutation(({ ctx, input }) => editComment(ctx.viewer, input)),
  versions: publicProcedure
    .input(commentIdInput)
    .query(({ ctx, input }) => listVersions(ctx.viewer, input.commentId)),
  react: personProcedure
    .input(reactInput)
    .mutation(({ ctx, input }) => setReaction(ctx.viewer, input)),
  markAnswered: personProcedure
    .input(markAnsweredInput)
    .mutation(({ ctx, input }) => markAnswered(ctx.viewer, input)),
  pin: personProcedure.input(pinInput).mutation(({ ctx, input }) => pinComment(ctx.viewer, input)),
  seen: personProcedure.input(seenInput).mutation(({ ctx, input }) => markSeen(ctx.viewer, input)),
  mentionable: personProcedure
    .input(mentionableInput)
    .query(({ ctx, input }) => listMentionable(ctx.viewer, input.paper, input.start)),
  mentionableInGroup: memberProcedure
    .input(mentionableInGroupInput)
    .query(({ ctx, input }) => listMentionableInGroup(ctx.scope, input.start)),
  // A mutation although it changes nothing: a comment is longer than a URL may be.
  preview: personProcedure
    .input(previewInput)
    .mutation(({ ctx, input }) => previewComment(ctx.viewer, null, input.body)),
  previewInGroup: memberProcedure
    .input(previewInput)
    .mutation(({ ctx: { scope }, input }) =>
      previewComment(scope.viewer, scope.group.id, input.body),
    ),
});
