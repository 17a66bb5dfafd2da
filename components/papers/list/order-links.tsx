import clsx from "clsx";
import { Link } from "@/components/ui/links/link";
import { ORDERS, WINDOWS } from "@/server/papers/rules";
import { PATHS } from "@/server/platform/web/addresses";
import { type ListParameters, listAddress } from "./address";

const ORDER_WORDS = { trending: "Trending", new: "New", top: "Top" };
const WINDOW_WORDS = { day: "Day", week: "Week", month: "Month", year: "Year", all: "All time" };

const USUAL: ListParameters = { order: "trending", window: "all", page: "1" };

const TAB = "min-h-11 items-center border-b-2 px-3 font-medium no-underline";
const lookOf = (isCurrent: boolean) =>
  isCurrent ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink";

interface Props {
  path: string;
  /** Null on the list of recommendations, which has neither an order nor a window. */
  parameters: ListParameters | null;
}

/** Links to the orders and time windows of a list; in the catalogue, members see the way to their recommendations. */
export function OrderLinks({ path, parameters }: Props) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-line border-b">
      <nav aria-label="Order" className="-mb-px flex">
        {ORDERS.map((order) => (
          <Link
            key={order}
            href={listAddress(path, { ...(parameters ?? USUAL), order, page: "1" })}
            aria-current={order === parameters?.order ? "true" : undefined}
            className={clsx("flex", TAB, lookOf(order === parameters?.order))}
          >
            {ORDER_WORDS[order]}
          </Link>
        ))}
        {path === PATHS.papers ? (
          <Link
            href={PATHS.forYou}
            aria-current={parameters ? undefined : "true"}
            className={clsx("hidden in-data-member:flex", TAB, lookOf(!parameters))}
          >
            For you
          </Link>
        ) : null}
      </nav>
      {parameters ? <Windows path={path} parameters={parameters} /> : null}
    </div>
  );
}

function Windows({ path, parameters }: { path: string; parameters: ListParameters }) {
  return (
    <nav aria-label="Added within" className="flex flex-wrap items-center text-sm">
      {WINDOWS.map((window) => (
        <Link
          key={window}
          href={listAddress(path, { ...parameters, window, page: "1" })}
          aria-current={window === parameters.window ? "true" : undefined}
          className={clsx(
            "flex min-h-10 items-center rounded-md px-2 no-underline",
            window === parameters.window ? "font-semibold text-ink" : "text-muted hover:text-ink",
          )}
        >
          <span className="sr-only">Added within: </span>
          {WINDOW_WORDS[window]}
        </Link>
      ))}
    </nav>
  );
}
