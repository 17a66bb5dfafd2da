import "server-only";
import { ballotsRouter, nominationsRouter, rhythmsRouter } from "@/server/ballots/router";
import { digestsRouter } from "@/server/digests/router";
import { groupsRouter } from "@/server/groups/router";
import { meetingsRouter } from "@/server/meetings/router";
import { papersRouter } from "@/server/papers/router";
import { peopleRouter } from "@/server/people/router";
import { threadsRouter } from "@/server/threads/router";
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
  digests: digestsRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
