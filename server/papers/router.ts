import { z } from "zod";
import { personProcedure, publicProcedure, router } from "@/server/door/procedures";
import { addPaper, upvote } from "./commands";
import { listMyUpvotes, listPapers, listTopics, paperPage, topicBySlug } from "./queries";
import {
  idsInput,
  listInput,
  lookUpInput,
  paperFields,
  searchInput,
  slugInput,
  upvoteInput,
} from "./schema";
import { lookUpPapers, searchPapers } from "./search/queries";

export const papersRouter = router({
  list: publicProcedure.input(listInput).query(({ input }) => listPapers(input)),
  page: publicProcedure.input(slugInput).query(({ input }) => paperPage(input.paper)),
  search: publicProcedure.input(searchInput).query(({ ctx, input }) => searchPapers(input, ctx.ip)),
  lookUp: publicProcedure
    .input(lookUpInput)
    .query(({ ctx, input }) => lookUpPapers(input.texts, ctx.ip)),
  topics: publicProcedure.query(() => listTopics()),
  topic: publicProcedure
    .input(z.object({ topic: z.string().max(60) }))
    .query(({ input }) => topicBySlug(input.topic)),
  myUpvotes: personProcedure
    .input(idsInput)
    .query(({ ctx, input }) => listMyUpvotes(ctx.viewer, input)),
  upvote: personProcedure
    .input(upvoteInput)
    .mutation(({ ctx, input }) => upvote(ctx.viewer, input)),
  add: personProcedure.input(paperFields).mutation(({ ctx, input }) => addPaper(ctx.viewer, input)),
});
