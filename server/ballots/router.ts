import {
  groupProcedure,
  memberProcedure,
  organizerProcedure,
  personProcedure,
  router,
} from "@/server/api/procedures";
import { castVote, closeBallot, nominate, openBallot, withdraw } from "./commands";
import { desk } from "./desk";
import { ballotPage, ballots, groupsFor, overview, pool, readings } from "./queries";
import {
  ballotInput,
  nominateInput,
  nominationInput,
  openInput,
  paperInput,
  voteInput,
} from "./schema";

export const nominationsRouter = router({
  pool: groupProcedure.query(({ ctx }) => pool(ctx.scope)),
  groupsFor: personProcedure
    .input(paperInput)
    .query(({ ctx, input }) => groupsFor(ctx.viewer, input.paperId)),
  nominate: memberProcedure.input(nominateInput).mutation(({ ctx, input }) => {
    const { paperId, pitch } = input;
    return nominate(ctx.scope, { paperId, pitch });
  }),
  withdraw: memberProcedure
    .input(nominationInput)
    .mutation(({ ctx, input }) => withdraw(ctx.scope, input.nominationId)),
});

export const ballotsRouter = router({
  desk: personProcedure.query(({ ctx }) => desk(ctx.viewer)),
  overview: groupProcedure.query(({ ctx }) => overview(ctx.scope)),
  list: groupProcedure.query(({ ctx }) => ballots(ctx.scope)),
  readings: groupProcedure.query(({ ctx }) => readings(ctx.scope)),
  page: groupProcedure
    .input(ballotInput)
    .query(({ ctx, input }) => ballotPage(ctx.scope, input.ballotId)),
  open: organizerProcedure
    .input(openInput)
    .mutation(({ ctx, input }) => openBallot(ctx.scope, input)),
  vote: memberProcedure.input(voteInput).mutation(({ ctx, input }) => castVote(ctx.scope, input)),
  close: organizerProcedure
    .input(ballotInput)
    .mutation(({ ctx, input }) => closeBallot(input.ballotId, ctx.scope)),
});
