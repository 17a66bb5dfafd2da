import {
  groupProcedure,
  memberProcedure,
  organizerProcedure,
  personProcedure,
  router,
} from "@/server/door/procedures";
import { addAway, addLink, myAway, removeAway, removeLink, rsvp } from "./attendance/commands";
import { desk, next } from "./coming/queries";
import { cancelMeeting, clearSlot, planMeeting, scheduleMeeting, setSlot } from "./commands";
import { groupFeed, makeFeed, myFeeds, revokeFeed } from "./feeds/commands";
import { history } from "./history/page";
import { handOn, rotate, setPresenter, volunteer } from "./presenters/commands";
import { draft, meetingPage, meetings, slot, turns } from "./queries";
import {
  addLinkInput,
  awayIdInput,
  awayInput,
  feedInput,
  historyInput,
  linkInput,
  listInput,
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
import { previewText, saveText, textVersion, textVersions } from "./texts/commands";

export const meetingsRouter = router({
  list: groupProcedure.input(listInput).query(({ ctx, input }) => meetings(ctx.scope, input)),
  page: groupProcedure
    .input(meetingIdInput)
    .query(({ ctx, input }) => meetingPage(ctx.scope, input.meetingId)),
  history: groupProcedure.input(historyInput).query(({ ctx, input }) => history(ctx.scope, input)),
  next: groupProcedure.query(({ ctx }) => next(ctx.scope)),
  desk: personProcedure.query(({ ctx }) => desk(ctx.viewer)),

  draft: organizerProcedure.query(({ ctx }) => draft(ctx.scope)),
  schedule: organizerProcedure
    .input(meetingInput)
    .mutation(({ ctx, input }) => scheduleMeeting(ctx.scope, input)),
  plan: organizerProcedure
    .input(planInput)
    .mutation(({ ctx, input }) => planMeeting(ctx.scope, input)),
  cancel: organizerProcedure
    .input(meetingIdInput)
    .mutation(({ ctx, input }) => cancelMeeting(ctx.scope, input.meetingId)),
  slot: memberProcedure.query(({ ctx }) => slot(ctx.scope)),
  setSlot: organizerProcedure
    .input(slotInput)
    .mutation(({ ctx, input }) => setSlot(ctx.scope, input)),
  clearSlot: organizerProcedure.mutation(({ ctx }) => clearSlot(ctx.scope)),

  turns: memberProcedure
    .input(meetingIdInput)
    .query(({ ctx, input }) => turns(ctx.scope, input.meetingId)),
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
    .mutation(({ ctx, input }) => rotate(ctx.scope, input.meetingId)),

  rsvp: memberProcedure.input(rsvpInput).mutation(({ ctx, input }) => rsvp(ctx.scope, input)),
  away: memberProcedure.query(({ ctx }) => myAway(ctx.scope)),
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
  // Changes nothing, but a text is too long for the address of a query.
  preview: personProcedure
    .input(previewInput)
    .mutation(({ ctx, input }) => previewText(ctx.viewer, input.body)),
  addLink: memberProcedure
    .input(addLinkInput)
    .mutation(({ ctx, input }) => addLink(ctx.scope, input)),
  removeLink: memberProcedure
    .input(linkInput)
    .mutation(({ ctx, input }) => removeLink(ctx.scope, input.linkId)),

  feeds: personProcedure.query(({ ctx }) => myFeeds(ctx.viewer)),
  groupFeed: memberProcedure.query(({ ctx }) => groupFeed(ctx.scope)),
  makeFeed: personProcedure.mutation(({ ctx }) => makeFeed(ctx.viewer, null)),
  makeGroupFeed: memberProcedure.mutation(({ ctx }) => makeFeed(ctx.viewer, ctx.scope)),
  revokeFeed: personProcedure
    .input(feedInput)
    .mutation(({ ctx, input }) => revokeFeed(ctx.viewer, input.feedId)),
});
