import {
  memberProcedure,
  moderatorProcedure,
  organizerProcedure,
  router,
} from "@/server/door/procedures";
import type { MemberScope } from "@/server/groups/policy";
import { pageInput } from "@/server/platform/text/inputs";
import { addWatches, askForRun, changeWatch, pauseWatch, removeWatch } from "./commands";
import { listWatches, type Owner, previewWatch, SITE } from "./queries";
import { addInput, changeInput, dismissInput, lookInput, pauseInput, watchInput } from "./schema";
import { dismissSuggestion } from "./suggestions/commands";
import { listSuggestions } from "./suggestions/queries";

const ownerIn = ({ group }: MemberScope): Owner => ({
  groupId: group.id,
  timeZone: group.timeZone,
});

export const watchesRouter = router({
  list: organizerProcedure.query(({ ctx }) => listWatches(ownerIn(ctx.scope))),
  // A mutation, because it asks another site, and a list of feeds does not fit into an address.
  preview: organizerProcedure
    .input(lookInput)
    .mutation(({ ctx, input }) => previewWatch(ctx.viewer, ownerIn(ctx.scope), input)),
  add: organizerProcedure
    .input(addInput)
    .mutation(({ ctx, input }) => addWatches(ownerIn(ctx.scope), input)),
  change: organizerProcedure
    .input(changeInput)
    .mutation(({ ctx, input }) => changeWatch(ownerIn(ctx.scope), input)),
  pause: organizerProcedure
    .input(pauseInput)
    .mutation(({ ctx, input }) => pauseWatch(ownerIn(ctx.scope), input)),
  run: organizerProcedure
    .input(watchInput)
    .mutation(({ ctx, input }) => askForRun(ownerIn(ctx.scope), input.watchId)),
  remove: organizerProcedure
    .input(watchInput)
    .mutation(({ ctx, input }) => removeWatch(ownerIn(ctx.scope), input.watchId)),
  suggestions: memberProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listSuggestions(ctx.scope, input.page)),
  dismiss: organizerProcedure
    .input(dismissInput)
    .mutation(({ ctx, input }) => dismissSuggestion(ctx.scope, input)),
});

/** Watches of the site, which bring papers into the catalogue. */
export const siteWatchesRouter = router({
  list: moderatorProcedure.query(() => listWatches(SITE)),
  preview: moderatorProcedure
    .input(lookInput)
    .mutation(({ ctx, input }) => previewWatch(ctx.viewer, SITE, input)),
  add: moderatorProcedure.input(addInput).mutation(({ input }) => addWatches(SITE, input)),
  change: moderatorProcedure.input(changeInput).mutation(({ input }) => changeWatch(SITE, input)),
  pause: moderatorProcedure.input(pauseInput).mutation(({ input }) => pauseWatch(SITE, input)),
  run: moderatorProcedure.input(watchInput).mutation(({ input }) => askForRun(SITE, input.watchId)),
  remove: moderatorProcedure
    .input(watchInput)
    .mutation(({ input }) => removeWatch(SITE, input.watchId)),
});
