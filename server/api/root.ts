import "server-only";
import { createCallerFactory, router } from "./procedures";

export const appRouter = router({});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
