import type { ReactNode } from "react";

interface Props {
  id: string;
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** A section of the settings: its description on one side, its fields on the other. */
export function SettingsSection({ id, title, lead, children }: Props) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid gap-x-10 gap-y-4 border-line border-t py-8 md:grid-cols-[15rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={`${id}-title`} className="font-semibold font-serif text-xl">
          {title}
        </h2>
        {lead ? <div className="mt-1 text-muted text-sm">{lead}</div> : null}
      </div>
      <div className="min-w-0 max-w-xl">{children}</div>
    </section>
  );
}
