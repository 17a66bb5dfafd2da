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
    <div className="mx-auto w-full max-w-5xl px-4 py-5 sm:px-6 sm:py-8">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-4 sm:mb-6">
        <div className="min-w-0 wrap-anywhere">
          <h1 className="font-semibold font-serif text-2xl leading-tight sm:text-3xl">{title}</h1>
          {lead ? <div className="mt-1 max-w-[60ch] sm:mt-2 text-muted">{lead}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2 print:hidden">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}
