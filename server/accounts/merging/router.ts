import "server-only";
import { moderatorProcedure, router } from "@/server/door/procedures";
import { comparePapers } from "@/server/papers/merging/queries";
import { compareInput, mergeInput, undoMergeInput } from "@/server/papers/merging/schema";
import { mergePapers, undoMerge } from "./commands";

/** Part of `papers.*`: a merge changes the tables of nearly all nouns. */
export const mergingRouter = router({
  compare: moderatorProcedure.input(compareInput).query(({ input }) => comparePapers(input)),
  merge: moderatorProcedure
    .input(mergeInput)
    .mutation(({ ctx, input }) => mergePapers(ctx.viewer, input)),
  undoMerge: moderatorProcedure
    .input(undoMergeInput)
    .mutation(({ ctx, input }) => undoMerge(ctx.viewer, input)),
});
