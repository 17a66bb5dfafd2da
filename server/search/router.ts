import "server-only";
import { memberProcedure, publicProcedure, router } from "@/server/door/procedures";
import {
  searchCommentsInput,
  searchGroupPapersInput,
  searchNotesInput,
} from "@/server/moderation/schema";
import { findHints } from "./hints/queries";
import { searchForPapers } from "./papers/queries";
import { searchComments, searchGroupPapers, searchNotes } from "./queries";
import { hintsInput, searchPapersInput } from "./schema";

export const searchRouter = router({
  hints: publicProcedure
    .input(hintsInput)
    .query(({ ctx, input }) => findHints(ctx.viewer, input, ctx.ip)),
  papers: publicProcedure
    .input(searchPapersInput)
    .query(({ ctx, input }) => searchForPapers(ctx.viewer, input, ctx.ip)),
  comments: publicProcedure
    .input(searchCommentsInput)
    .query(({ ctx, input }) => searchComments(ctx.viewer, input, ctx.ip)),
  notes: publicProcedure
    .input(searchNotesInput)
    .query(({ ctx, input }) => searchNotes(ctx.viewer, input, ctx.ip)),
  groupPapers: memberProcedure
    .input(searchGroupPapersInput)
    .query(({ ctx, input }) => searchGroupPapers(ctx.scope, input, ctx.ip)),
});
