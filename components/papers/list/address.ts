import { ORDERS, type Order, type TimeWindow, WINDOWS } from "@/server/papers/rules";
import { withQuery } from "@/server/platform/web/addresses";

/** Order, time window and page of a list of papers, from its address. */
export interface ListParameters {
  order: Order;
  window: TimeWindow;
  page: number;
}

/** The parameters of an address as Next hands them over. */
export type Parameters = Record<string, string | string[] | undefined>;

/** Nobody reads the thousandth page. */
const LAST_PAGE = 1000;

/** Reads the parameters of an address. Invalid ones become the defaults. */
export function readParameters(parameters: Parameters): ListParameters {
  const [order, window, page] = ["order", "window", "page"].map((name) =>
    firstValue(parameters[name]),
  );
  const number = /^\d{1,4}$/.test(page ?? "") ? Number(page) : 1;
  return {
    order: ORDERS.find((known) => known === order) ?? "trending",
    window: WINDOWS.find((known) => known === window) ?? "all",
    page: Math.min(Math.max(number, 1), LAST_PAGE),
  };
}

/** The address of a list, without defaults. @param path "/" or the path of a topic */
export function listAddress(path: string, { order, window, page }: ListParameters): string {
  return withQuery(path, {
    order: order === "trending" ? null : order,
    window: window === "all" ? null : window,
    page: page === 1 ? null : String(page),
  });
}

/** The first value of a parameter that may be given more than once. */
export function firstValue(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
