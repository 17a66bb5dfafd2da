import { pageNumber } from "@/server/platform/text/inputs";
import { ORDERS, type Order } from "@/server/threads/schema";

type Parameter = string | string[] | undefined;

/** The part of a thread that an address asks for; what it says wrongly counts as not said. */
export function viewOf({ order, page }: { order?: Parameter; page?: Parameter }): {
  order: Order;
  page: number;
} {
  return {
    order: ORDERS.find((one) => one === order) ?? "best",
    page: pageNumber.parse(page ?? 1),
  };
}
