import { ORDERS, type Order, type TimeWindow, WINDOWS } from "@/server/papers/rules";
import { positionText } from "@/server/platform/text/inputs";
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

/** Reads the parameters of an address. Invalid ones become the defaults. */
export function readParameters(parameters: Parameters): ListParameters {
  const [order, window, page] = ["order", "window", "page"].map((name) =>
    firstValue(parameters[name]),
  );
  return {
    order: ORDERS.find((known) => known === order) ?? "trending",
    window: WINDOWS.find((known) => known === window) ?? "all",
    page: positionText.parse(page),
  };
}

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
