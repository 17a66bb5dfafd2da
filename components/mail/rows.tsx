import type { ReactNode } from "react";

/** A list of emails or addresses. */
export function Rows({ children }: { children: ReactNode }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">{children}</ul>
  );
}

interface Props {
  /** The address. */
  title: string;
  /** The name of the address's owner. */
  name?: string | null;
  /** A server's or an operator's words about it. */
  words?: string | null;
  action?: ReactNode;
  /** The facts, on one line. */
  children: ReactNode;
}

/** An email or address, with its facts and an action. */
export function Row({ title, name, words, action, children }: Props) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-72">
        <p className="break-words">
          <span className="break-all font-medium">{title}</span>
          {name ? <bdi className="text-muted text-sm"> {name}</bdi> : null}
        </p>
        <p className="text-muted text-sm">{children}</p>
        {words ? <p className="mt-1 break-words text-sm">{words}</p> : null}
      </div>
      {action}
    </li>
  );
}
