import { NO_FEEDS, watched } from "../action-inputs";
import { as } from "../callers";
import type { Action } from "./action";

/** The acts of watches. */
export const WATCH_ACTIONS: Record<string, Action> = {
  "watches.preview": ({ ada, reading: { group } }) =>
    as(ada).watches.preview({ group, text: NO_FEEDS, kind: null }),
  "watches.add": ({ ada, reading: { group } }) =>
    as(ada).watches.add({ group, watches: [watched()] }),
  "watches.change": ({ ada, reading: { group, watchId } }) =>
    as(ada).watches.change({ group, watchId, ...watched(), query: "https://example.org/moved" }),
  "watches.pause": ({ ada, reading: { group, watchId } }) =>
    as(ada).watches.pause({ group, watchId, paused: true }),
  "watches.run": ({ ada, reading: { group, watchId } }) => as(ada).watches.run({ group, watchId }),
  "watches.remove": ({ ada, reading: { group, watchId } }) =>
    as(ada).watches.remove({ group, watchId }),
  "watches.dismiss": ({ ada, reading: { group, watchedId } }) =>
    as(ada).watches.dismiss({ group, suggestionId: watchedId }),

  "siteWatches.preview": ({ ada }) => as(ada).siteWatches.preview({ text: NO_FEEDS, kind: null }),
  "siteWatches.add": ({ ada }) => as(ada).siteWatches.add({ watches: [watched()] }),
  "siteWatches.change": ({ ada, siteWatchId: watchId }) =>
    as(ada).siteWatches.change({ watchId, ...watched(), query: "other words" }),
  "siteWatches.pause": ({ ada, siteWatchId: watchId }) =>
    as(ada).siteWatches.pause({ watchId, paused: true }),
  "siteWatches.run": ({ ada, siteWatchId: watchId }) => as(ada).siteWatches.run({ watchId }),
  "siteWatches.remove": ({ ada, siteWatchId: watchId }) => as(ada).siteWatches.remove({ watchId }),
};
