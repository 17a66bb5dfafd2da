import {
  evenSuspendedProcedure,
  organizerProcedure,
  personProcedure,
  publicProcedure,
  router,
} from "@/server/door/procedures";
import { pageInput } from "@/server/platform/text/inputs";
import { chooseForGroup, chooseInGroup } from "./choosing/commands";
import { listGroupChoices, readGroupDefaults } from "./choosing/queries";
import { markAllRead, markLine, markThreadRead, saveChoice } from "./commands";
import { describeMuteLink, follow, muteByLink, undoMute } from "./following/commands";
import { findFollowing, listFollowings } from "./following/queries";
import { countUnread, listChoices, readPage } from "./queries";
import {
  chooseInGroupInput,
  chooseInput,
  followInput,
  listInput,
  markAllInput,
  markInput,
  muteLinkInput,
  thingInput,
  threadIdInput,
} from "./schema";

export const notificationsRouter = router({
  unread: publicProcedure.query(({ ctx }) => countUnread(ctx.viewer)),
  list: personProcedure.input(listInput).query(({ ctx, input }) => readPage(ctx.viewer, input)),
  mark: personProcedure.input(markInput).mutation(({ ctx, input }) => markLine(ctx.viewer, input)),
  markAll: personProcedure
    .input(markAllInput)
    .mutation(({ ctx, input }) => markAllRead(ctx.viewer, input.until)),
  readThread: personProcedure
    .input(threadIdInput)
    .mutation(({ ctx, input }) => markThreadRead(ctx.viewer, input.threadId)),
  choices: personProcedure.query(({ ctx }) => listChoices(ctx.viewer)),
  choose: personProcedure
    .input(chooseInput)
    .mutation(({ ctx, input }) => saveChoice(ctx.viewer, input)),
  inGroups: personProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listGroupChoices(ctx.viewer, input.page)),
  chooseInGroup: evenSuspendedProcedure
    .input(chooseInGroupInput)
    .mutation(({ ctx, input }) => chooseInGroup(ctx.scope, input)),
  groupDefaults: organizerProcedure.query(({ ctx }) => readGroupDefaults(ctx.scope)),
  chooseForGroup: organizerProcedure
    .input(chooseInGroupInput)
    .mutation(({ ctx, input }) => chooseForGroup(ctx.scope, input)),
  following: personProcedure
    .input(thingInput)
    .query(({ ctx, input }) => findFollowing(ctx.viewer, input)),
  followings: personProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listFollowings(ctx.viewer, input.page)),
  follow: personProcedure
    .input(followInput)
    .mutation(({ ctx, input }) => follow(ctx.viewer, input)),
  muteLink: publicProcedure
    .input(muteLinkInput)
    .query(({ input }) => describeMuteLink(input.token)),
  muteByLink: publicProcedure.input(muteLinkInput).mutation(({ input }) => muteByLink(input.token)),
  undoMute: publicProcedure.input(muteLinkInput).mutation(({ input }) => undoMute(input.token)),
});
