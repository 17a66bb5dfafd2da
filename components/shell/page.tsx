import type { ReactNode } from "react";

interface Props {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}

/** The body of a page under its heading. */
export function Page({ title, lead, actions, children }: Props) {
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-8 sm:px-6">
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <h1 className="font-semibold font-serif text-3xl leading-tight">{title}</h1>
          {lead ? <div className="mt-2 max-w-[60ch] text-muted">{lead}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2 print:hidden">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}
