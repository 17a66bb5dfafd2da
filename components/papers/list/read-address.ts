import { ORDERS, WINDOWS } from "@/server/papers/rules";
import { positionText } from "@/server/platform/text/inputs";
import { firstValue, type ListParameters, type Parameters } from "./address";

// Apart from address.ts, so that a list in the browser does not load the library that parses inputs.

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
