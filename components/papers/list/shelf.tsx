import type { ReactNode } from "react";

interface Props {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** Content beside the papers, or above them in a narrow window. */
  aside?: ReactNode;
  /** Whether a narrow window shows it below the papers instead. */
  asideBelow?: boolean;
  children: ReactNode;
}

/** A page of papers: a heading, the papers, and an aside in a wide window. */
export function Shelf({ title, lead, actions, aside, asideBelow = false, children }: Props) {
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-5 sm:px-6">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <h1 className="font-semibold font-serif text-3xl leading-tight">{title}</h1>
          {lead ? <div className="mt-1 max-w-[60ch] text-muted">{lead}</div> : null}
        </div>
        {actions}
      </div>
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_16rem]">
        {aside ? (
          <div
            className={`grid content-start gap-8 ${asideBelow ? "order-last" : "lg:order-last"}`}
          >
            {aside}
          </div>
        ) : null}
        <div className="min-w-0">{children}</div>
      </div>
    </div>
  );
}
