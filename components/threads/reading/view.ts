import { positionText } from "@/server/platform/text/inputs";
import { ORDERS } from "@/server/threads/rules";
import type { Order } from "@/server/threads/schema";

type Parameter = string | string[] | undefined;

/** Reads order and page from an address; ignores invalid values. */
export function viewOf({ order, page }: { order?: Parameter; page?: Parameter }): {
  order: Order;
  page: string;
} {
  return {
    order: ORDERS.find((one) => one === order) ?? "best",
    page: positionText.parse(page),
  };
}
