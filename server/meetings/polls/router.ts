import { memberProcedure, organizerProcedure, router } from "@/server/door/procedures";
import { answerPoll, cancelPoll, decidePoll, openPoll } from "./commands";
import { readPoll, readSubject } from "./queries";
import { answerPollInput, decidePollInput, openPollInput, pollInput, subjectInput } from "./schema";

export const datePollsRouter = router({
  page: memberProcedure
    .input(pollInput)
    .query(({ ctx, input }) => readPoll(ctx.scope, input.pollId)),
  subject: organizerProcedure
    .input(subjectInput)
    .query(({ ctx, input }) => readSubject(ctx.scope, input.readingId)),
  open: organizerProcedure
    .input(openPollInput)
    .mutation(({ ctx, input }) => openPoll(ctx.scope, input)),
  answer: memberProcedure
    .input(answerPollInput)
    .mutation(({ ctx, input }) => answerPoll(ctx.scope, input)),
  decide: organizerProcedure
    .input(decidePollInput)
    .mutation(({ ctx, input }) => decidePoll(ctx.scope, input)),
  cancel: organizerProcedure
    .input(pollInput)
    .mutation(({ ctx, input }) => cancelPoll(ctx.scope, input.pollId)),
});
