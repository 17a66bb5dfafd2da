import { memberProcedure, personProcedure, publicProcedure, router } from "@/server/api/procedures";
import { addComment, editComment, previewComment, removeComment } from "./commands";
import { groupThread, publicThread, recentThreads } from "./queries";
import { addInput, editInput, previewInput, removeInput, threadInput } from "./schema";

export const threadsRouter = router({
  ofPaper: publicProcedure
    .input(threadInput)
    .query(({ ctx, input }) => publicThread(ctx.viewer, input)),
  ofGroup: memberProcedure
    .input(threadInput)
    .query(({ ctx, input }) => groupThread(ctx.scope, input)),
  recentInGroup: memberProcedure.query(({ ctx }) => recentThreads(ctx.scope)),
  add: personProcedure
    .input(addInput)
    .mutation(({ ctx, input }) => addComment(ctx.viewer, null, input)),
  addInGroup: memberProcedure
    .input(addInput)
    .mutation(({ ctx, input }) => addComment(ctx.viewer, ctx.scope, input)),
  edit: personProcedure
    .input(editInput)
    .mutation(({ ctx, input }) => editComment(ctx.viewer, input)),
  remove: personProcedure
    .input(removeInput)
    .mutation(({ ctx, input }) => removeComment(ctx.viewer, input.commentId)),
  // Changes nothing, but a comment is longer than an address may be.
  preview: personProcedure.input(previewInput).mutation(({ input }) => previewComment(input.body)),
});
