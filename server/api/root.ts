import "server-only";
import { ballotsRouter, nominationsRouter, rhythmsRouter } from "@/server/ballots/router";
import { mailRouter } from "@/server/digests/operator-router";
import { digestsRouter } from "@/server/digests/router";
import { groupsRouter } from "@/server/groups/router";
import { meetingsRouter } from "@/server/meetings/router";
import { notificationsRouter } from "@/server/notifications/router";
import { papersRouter } from "@/server/papers/router";
import { peopleRouter } from "@/server/people/router";
import { moderationRouter } from "@/server/threads/moderation-router";
import { threadsRouter } from "@/server/threads/router";
import { searchRouter } from "@/server/threads/search-router";
import { createCallerFactory, router } from "./procedures";

export const appRouter = router({
  people: peopleRouter,
  papers: papersRouter,
  groups: groupsRouter,
  nominations: nominationsRouter,
  ballots: ballotsRouter,
  rhythms: rhythmsRouter,
  meetings: meetingsRouter,
  threads: threadsRouter,
  moderation: moderationRouter,
  search: searchRouter,
  notifications: notificationsRouter,
  digests: digestsRouter,
  mail: mailRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
