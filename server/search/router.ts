import "server-only";
import { memberProcedure, publicProcedure, router } from "@/server/door/procedures";
import {
  searchCommentsInput,
  searchGroupPapersInput,
  searchNotesInput,
} from "@/server/moderation/schema";
import { searchComments, searchGroupPapers, searchNotes } from "./queries";

export const searchRouter = router({
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
