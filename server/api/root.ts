import "server-only";
import { papersRouter } from "@/server/papers/router";
import { peopleRouter } from "@/server/people/router";
import { createCallerFactory, router } from "./procedures";

export const appRouter = router({
  people: peopleRouter,
  papers: papersRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
