import {
  groupProcedure,
  memberProcedure,
  organizerProcedure,
  personProcedure,
  publicProcedure,
  router,
} from "@/server/door/procedures";
import { tokenInput } from "@/server/groups/schema";
import {
  addAway,
  addLink,
  listMyAway,
  removeAway,
  removeLink,
  saveRsvp,
} from "./attendance/commands";
import { listNextReadings, listQueue, readForInvited } from "./coming/queries";
import { cancelMeeting, planMeeting, scheduleMeeting } from "./commands";
import { makeFeed, revokeFeed } from "./feeds/commands";
import { findGroupFeed, listMyFeeds } from "./feeds/queries";
import { historyPage } from "./history/page";
import { saveOpinion } from "./opinions/commands";
import { saveOpinionInput } from "./opinions/schema";
import { meetingPage } from "./page/queries";
import { handOn, passToNext, setPresenter, volunteer } from "./presenters/commands";
import { readPresenterPlan } from "./presenters/queries";
import {
  listMeetings,
  listPapersToMeetAbout,
  listTurns,
  readMeetingDefaults,
  readSlotSettings,
} from "./queries";
import { markRead } from "./readers/commands";
import {
  addLinkInput,
  awayIdInput,
  awayInput,
  feedInput,
  historyInput,
  linkInput,
  listInput,
  markReadInput,
  meetingIdInput,
  meetingInput,
  planInput,
  presenterInput,
  previewInput,
  rsvpInput,
  saveTextInput,
  slotInput,
  textInput,
  versionInput,
} from "./schema";
import { clearSlot, setSlot } from "./slot/commands";
import { previewText, saveText, textVersion, textVersions } from "./texts/commands";

export const meetingsRouter = router({
  list: groupProcedure.input(listInput).query(({ ctx, input }) => listMeetings(ctx.scope, input)),
  page: groupProcedure
    .input(meetingIdInput)
    .query(({ ctx, input }) => meetingPage(ctx.scope, input.meetingId)),
  history: groupProcedure
    .input(historyInput)
    .query(({ ctx, input }) => historyPage(ctx.scope, input)),
  queue: groupProcedure.query(({ ctx }) => listQueue(ctx.scope)),
  desk: personProcedure.query(({ ctx }) => listNextReadings(ctx.viewer)),
  ofInvitation: publicProcedure.input(tokenInput).query(({ input }) => readForInvited(input.token)),

  draft: organizerProcedure.query(({ ctx }) => readMeetingDefaults(ctx.scope)),
  papers: organizerProcedure.query(({ ctx }) => listPapersToMeetAbout(ctx.scope)),
  schedule: organizerProcedure
    .input(meetingInput)
    .mutation(({ ctx, input }) => scheduleMeeting(ctx.scope, input)),
  plan: organizerProcedure
    .input(planInput)
    .mutation(({ ctx, input }) => planMeeting(ctx.scope, input)),
  cancel: organizerProcedure
    .input(meetingIdInput)
    .mutation(({ ctx, input }) => cancelMeeting(ctx.scope, input.meetingId)),
  slot: memberProcedure.query(({ ctx }) => readSlotSettings(ctx.scope)),
  setSlot: organizerProcedure
    .input(slotInput)
    .mutation(({ ctx, input }) => setSlot(ctx.scope, input)),
  clearSlot: organizerProcedure.mutation(({ ctx }) => clearSlot(ctx.scope)),

  turns: memberProcedure
    .input(meetingIdInput)
    .query(({ ctx, input }) => listTurns(ctx.scope, input.meetingId)),
  presenters: memberProcedure.query(({ ctx }) => readPresenterPlan(ctx.scope)),
  volunteer: memberProcedure
    .input(meetingIdInput)
    .mutation(({ ctx, input }) => volunteer(ctx.scope, input.meetingId)),
  handOn: memberProcedure
    .input(meetingIdInput)
    .mutation(({ ctx, input }) => handOn(ctx.scope, input.meetingId)),
  setPresenter: organizerProcedure
    .input(presenterInput)
    .mutation(({ ctx, input }) => setPresenter(ctx.scope, input)),
  rotate: organizerProcedure
    .input(meetingIdInput)
    .mutation(({ ctx, input }) => passToNext(ctx.scope, input.meetingId)),

  rsvp: memberProcedure.input(rsvpInput).mutation(({ ctx, input }) => saveRsvp(ctx.scope, input)),
  saveOpinion: memberProcedure
    .input(saveOpinionInput)
    .mutation(({ ctx, input }) => saveOpinion(ctx.scope, input)),
  markRead: memberProcedure
    .input(markReadInput)
    .mutation(({ ctx, input }) => markRead(ctx.scope, input)),
  away: memberProcedure.query(({ ctx }) => listMyAway(ctx.scope)),
  addAway: memberProcedure.input(awayInput).mutation(({ ctx, input }) => addAway(ctx.scope, input)),
  removeAway: memberProcedure
    .input(awayIdInput)
    .mutation(({ ctx, input }) => removeAway(ctx.scope, input.awayId)),

  saveText: memberProcedure
    .input(saveTextInput)
    .mutation(({ ctx, input }) => saveText(ctx.scope, input)),
  textVersions: memberProcedure
    .input(textInput)
    .query(({ ctx, input }) => textVersions(ctx.scope, input)),
  textVersion: memberProcedure
    .input(versionInput)
    .query(({ ctx, input }) => textVersion(ctx.scope, input)),
  // Changes nothing, but a text is too long for the address of a query. Pitches and descriptions are rendered alike.
  preview: personProcedure
    .input(previewInput)
    .mutation(({ ctx, input }) => previewText(ctx.viewer, input.body)),
  addLink: memberProcedure
    .input(addLinkInput)
    .mutation(({ ctx, input }) => addLink(ctx.scope, input)),
  removeLink: memberProcedure
    .input(linkInput)
    .mutation(({ ctx, input }) => removeLink(ctx.scope, input.linkId)),

  feeds: personProcedure.query(({ ctx }) => listMyFeeds(ctx.viewer)),
  groupFeed: memberProcedure.query(({ ctx }) => findGroupFeed(ctx.scope)),
  makeFeed: personProcedure.mutation(({ ctx }) => makeFeed(ctx.viewer, null)),
  makeGroupFeed: memberProcedure.mutation(({ ctx }) => makeFeed(ctx.viewer, ctx.scope)),
  revokeFeed: personProcedure
    .input(feedInput)
    .mutation(({ ctx, input }) => revokeFeed(ctx.viewer, input.feedId)),
});
