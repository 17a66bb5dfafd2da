import { personProcedure, publicProcedure, router } from "@/server/door/procedures";
import { pageInput } from "@/server/platform/text/inputs";
import { choose, mark, markAll, readThread } from "./commands";
import { follow, following, followings, muteByLink, muteLink } from "./following/commands";
import { choices, notifications, unread } from "./queries";
import {
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
  unread: publicProcedure.query(({ ctx }) => unread(ctx.viewer)),
  list: personProcedure
    .input(listInput)
    .query(({ ctx, input }) => notifications(ctx.viewer, input)),
  mark: personProcedure.input(markInput).mutation(({ ctx, input }) => mark(ctx.viewer, input)),
  markAll: personProcedure
    .input(markAllInput)
    .mutation(({ ctx, input }) => markAll(ctx.viewer, input.until)),
  readThread: personProcedure
    .input(threadIdInput)
    .mutation(({ ctx, input }) => readThread(ctx.viewer, input.threadId)),
  choices: personProcedure.query(({ ctx }) => choices(ctx.viewer)),
  choose: personProcedure
    .input(chooseInput)
    .mutation(({ ctx, input }) => choose(ctx.viewer, input)),
  following: personProcedure
    .input(thingInput)
    .query(({ ctx, input }) => following(ctx.viewer, input)),
  followings: personProcedure
    .input(pageInput)
    .query(({ ctx, input }) => followings(ctx.viewer, input.page)),
  follow: personProcedure
    .input(followInput)
    .mutation(({ ctx, input }) => follow(ctx.viewer, input)),
  muteLink: publicProcedure.input(muteLinkInput).query(({ input }) => muteLink(input.token)),
  muteByLink: publicProcedure.input(muteLinkInput).mutation(({ input }) => muteByLink(input.token)),
});
