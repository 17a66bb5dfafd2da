import "server-only";
import { arrivingRouter } from "@/server/accounts/arriving/router";
import { leavingRouter } from "@/server/accounts/leaving/router";
import { mergingRouter } from "@/server/accounts/merging/router";
import { accountsRouter } from "@/server/accounts/router";
import { ballotsRouter, nominationsRouter, rhythmsRouter } from "@/server/ballots/router";
import { digestsRouter } from "@/server/digests/router";
import { createCallerFactory, mergeRouters, router } from "@/server/door/procedures";
import { groupsRouter } from "@/server/groups/router";
import { mailRouter } from "@/server/mail/router";
import { datePollsRouter } from "@/server/meetings/polls/router";
import { meetingsRouter } from "@/server/meetings/router";
import { moderationRouter, removalRouter } from "@/server/moderation/router";
import { notificationsRouter } from "@/server/notifications/router";
import { papersRouter } from "@/server/papers/router";
import { peopleRouter } from "@/server/people/router";
import { groupRecommendationsRouter } from "@/server/recommendations/groups/router";
import { forYouRouter } from "@/server/recommendations/persons/router";
import { searchRouter } from "@/server/search/router";
import { groupListsRouter, shelvesRouter } from "@/server/shelves/router";
import { threadsRouter } from "@/server/threads/router";
import { siteWatchesRouter, watchesRouter } from "@/server/watches/router";
import { liveRouter } from "./live";

export const appRouter = router({
  people: mergeRouters(peopleRouter, accountsRouter),
  papers: mergeRouters(papersRouter, mergingRouter),
  groups: mergeRouters(groupsRouter, arrivingRouter, leavingRouter),
  nominations: nominationsRouter,
  ballots: ballotsRouter,
  rhythms: rhythmsRouter,
  watches: watchesRouter,
  siteWatches: siteWatchesRouter,
  meetings: meetingsRouter,
  datePolls: datePollsRouter,
  shelves: shelvesRouter,
  groupLists: groupListsRouter,
  threads: mergeRouters(threadsRouter, removalRouter),
  moderation: moderationRouter,
  search: searchRouter,
  recommendations: mergeRouters(forYouRouter, groupRecommendationsRouter),
  notifications: notificationsRouter,
  digests: digestsRouter,
  mail: mailRouter,
  live: liveRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
