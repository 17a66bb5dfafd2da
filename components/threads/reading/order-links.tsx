import clsx from "clsx";
import { Link } from "@/components/ui/links/link";
import { ORDERS, pathInOrder } from "@/server/threads/rules";
import type { Order } from "@/server/threads/schema";

const WORDS: Record<Order, string> = { best: "Best", newest: "Newest", oldest: "Oldest" };

/** Links to the orders of the comments; each has its own address. */
export function OrderLinks({ path, order }: { path: string; order: Order }) {
  return (
    <nav aria-label="Order of the comments" className="flex gap-1 text-sm">
      {ORDERS.map((one) => (
        <Link
          key={one}
          href={`${pathInOrder(path, one)}#discussion`}
          aria-current={one === order ? "true" : undefined}
          className={clsx(
            "inline-flex min-h-10 items-center rounded-md px-2.5 no-underline hover:bg-sunken",
            one === order ? "bg-sunken font-medium text-ink" : "text-muted",
          )}
        >
          {WORDS[one]}
        </Link>
      ))}
    </nav>
  );
}
