import type { Order, TimeWindow } from "@/server/papers/rules";
import { withQuery } from "@/server/platform/web/addresses";

/** Order, time window and page of a list of papers, from its address. */
export interface ListParameters {
  order: Order;
  window: TimeWindow;
  /** "1", or a position in the list. */
  page: string;
}

/** The parameters of an address as Next hands them over. */
export type Parameters = Record<string, string | string[] | undefined>;

/** The address of a list, without defaults. @param path "/" or the path of a topic */
export function listAddress(path: string, { order, window, page }: ListParameters): string {
  return withQuery(path, {
    order: order === "trending" ? null : order,
    window: window === "all" ? null : window,
    page: page === "1" ? null : page,
  });
}

/** The first value of a parameter that may be given more than once. */
export function firstValue(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
