import "server-only";
import { moderatorProcedure, router } from "@/server/door/procedures";
import { comparePapers } from "@/server/papers/merging/queries";
import { compareInput, mergeInput, undoMergeInput } from "@/server/papers/merging/schema";
import { mergeTopicsInput, saveTopicInput, topicInput } from "@/server/papers/topics/schema";
import { mergePapers, undoMerge } from "./commands";
import { changeTopic, mergeTopics, undoTopicMerge } from "./topics/commands";

/** Part of `papers.*`: a merge changes the tables of nearly all nouns. */
export const mergingRouter = router({
  compare: moderatorProcedure.input(compareInput).query(({ input }) => comparePapers(input)),
  merge: moderatorProcedure
    .input(mergeInput)
    .mutation(({ ctx, input }) => mergePapers(ctx.viewer, input)),
  undoMerge: moderatorProcedure
    .input(undoMergeInput)
    .mutation(({ ctx, input }) => undoMerge(ctx.viewer, input)),
  saveTopic: moderatorProcedure
    .input(saveTopicInput)
    .mutation(({ ctx, input }) => changeTopic(ctx.viewer, input)),
  mergeTopics: moderatorProcedure
    .input(mergeTopicsInput)
    .mutation(({ ctx, input }) => mergeTopics(ctx.viewer, input)),
  undoTopicMerge: moderatorProcedure
    .input(topicInput)
    .mutation(({ ctx, input }) => undoTopicMerge(ctx.viewer, input)),
});
