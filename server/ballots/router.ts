import {
  groupProcedure,
  memberProcedure,
  organizerProcedure,
  personProcedure,
  router,
} from "@/server/door/procedures";
import { idsInput } from "@/server/papers/schema";
import { pageInput } from "@/server/platform/text/inputs";
import { listForecasts } from "./forecasts/queries";
import { addCandidate, changeBallot, closeList, remindVoters } from "./life/changes/commands";
import { cancelBallot, closeBallot, decideTie } from "./life/closing";
import { createBallot, editDraft, openDraft } from "./life/opening";
import { loadLastChoices } from "./life/queries";
import { nominate, objectTo, offerToPresent, withdraw } from "./nominations/commands";
import { findKnownPapers, listPool, listPoolForBallot } from "./nominations/queries";
import { loadDesk } from "./page/desk";
import { loadBallotPage } from "./page/queries";
import { listBallots, loadOverview } from "./queries";
import { markRead } from "./readings/commands";
import { listGroupsForPaper, listGroupsThatRead, listReadings } from "./readings/queries";
import { loadFairness } from "./result/fairness/queries";
import { endRhythm, findRhythm, pauseRhythm, setRhythm } from "./rhythm/commands";
import {
  addCandidateInput,
  ballotInput,
  cancelInput,
  changeInput,
  decideInput,
  editInput,
  fairnessInput,
  newBallotInput,
  nominateInput,
  nominationInput,
  objectInput,
  offerInput,
  paperInput,
  pauseInput,
  readInput,
  rhythmInput,
  voteInput,
} from "./schema";
import { castVote } from "./votes/commands";

export const nominationsRouter = router({
  pool: groupProcedure.input(pageInput).query(({ ctx, input }) => listPool(ctx.scope, input.page)),
  choice: groupProcedure.query(({ ctx }) => listPoolForBallot(ctx.scope)),
  known: groupProcedure
    .input(idsInput)
    .query(({ ctx, input }) => findKnownPapers(ctx.scope, input)),
  groupsFor: personProcedure
    .input(paperInput)
    .query(({ ctx, input }) => listGroupsForPaper(ctx.viewer, input.paperId)),
  nominate: memberProcedure
    .input(nominateInput)
    .mutation(({ ctx, input }) => nominate(ctx.scope, input)),
  withdraw: memberProcedure
    .input(nominationInput)
    .mutation(({ ctx, input }) => withdraw(ctx.scope, input.nominationId)),
  offer: memberProcedure
    .input(offerInput)
    .mutation(({ ctx, input }) => offerToPresent(ctx.scope, input)),
  object: memberProcedure
    .input(objectInput)
    .mutation(({ ctx, input }) => objectTo(ctx.scope, input)),
});

export const ballotsRouter = router({
  desk: personProcedure.query(({ ctx }) => loadDesk(ctx.viewer)),
  readByGroups: personProcedure
    .input(idsInput)
    .query(({ ctx, input }) => listGroupsThatRead(ctx.viewer, input)),
  overview: groupProcedure.query(({ ctx }) => loadOverview(ctx.scope)),
  list: groupProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listBallots(ctx.scope, input.page)),
  readings: groupProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listReadings(ctx.scope, input.page)),
  fairness: memberProcedure
    .input(fairnessInput)
    .query(({ ctx, input }) => loadFairness(ctx.scope, input.until ?? null)),
  forecasts: groupProcedure.query(({ ctx }) => listForecasts(ctx.scope)),
  page: groupProcedure
    .input(ballotInput)
    .query(({ ctx, input }) => loadBallotPage(ctx.scope, input.ballotId)),
  create: organizerProcedure
    .input(newBallotInput)
    .mutation(({ ctx, input }) => createBallot(ctx.scope, input)),
  edit: organizerProcedure
    .input(editInput)
    .mutation(({ ctx, input }) => editDraft(ctx.scope, input)),
  open: organizerProcedure
    .input(ballotInput)
    .mutation(({ ctx, input }) => openDraft(ctx.scope, input.ballotId)),
  vote: memberProcedure.input(voteInput).mutation(({ ctx, input }) => castVote(ctx.scope, input)),
  addCandidate: memberProcedure
    .input(addCandidateInput)
    .mutation(({ ctx, input }) => addCandidate(ctx.scope, input)),
  freeze: organizerProcedure
    .input(ballotInput)
    .mutation(({ ctx, input }) => closeList(ctx.scope, input.ballotId)),
  change: organizerProcedure
    .input(changeInput)
    .mutation(({ ctx, input }) => changeBallot(ctx.scope, input)),
  remind: organizerProcedure
    .input(ballotInput)
    .mutation(({ ctx, input }) => remindVoters(ctx.scope, input.ballotId)),
  lastChoices: organizerProcedure.query(({ ctx }) => loadLastChoices(ctx.scope)),
  markRead: organizerProcedure
    .input(readInput)
    .mutation(({ ctx, input }) => markRead(ctx.scope, input)),
  close: organizerProcedure
    .input(ballotInput)
    .mutation(({ ctx, input }) => closeBallot(input.ballotId, ctx.scope)),
  cancel: organizerProcedure
    .input(cancelInput)
    .mutation(({ ctx, input }) => cancelBallot(ctx.scope, input)),
  decide: organizerProcedure
    .input(decideInput)
    .mutation(({ ctx, input }) => decideTie(ctx.scope, input)),
});

export const rhythmsRouter = router({
  get: groupProcedure.query(({ ctx }) => findRhythm(ctx.scope)),
  set: organizerProcedure
    .input(rhythmInput)
    .mutation(({ ctx, input }) => setRhythm(ctx.scope, input)),
  pause: organizerProcedure
    .input(pauseInput)
    .mutation(({ ctx, input }) => pauseRhythm(ctx.scope, input.paused)),
  end: organizerProcedure.mutation(({ ctx }) => endRhythm(ctx.scope)),
});
