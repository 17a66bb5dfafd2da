"use client";

import { type ComponentProps, useState } from "react";
import { Empty } from "@/components/ui/empty";
import { ImportFile } from "./import-file";
import { ImportList } from "./import-list";

interface Props extends Omit<ComponentProps<typeof ImportList>, "onUndone"> {
  mayImport: boolean;
}

/** The button that undid an import is gone by now. */
function focusOn(report: HTMLElement | null): void {
  report?.focus();
}

/** Imports a file of papers, above the latest imports. */
export function ImportPapers({ mayImport, imports, timeZone }: Props) {
  const [undone, setUndone] = useState<{ ids: string[]; say: string }>({ ids: [], say: "" });
  return (
    <>
      {mayImport ? (
        <ImportFile undone={undone.ids} />
      ) : (
        <Empty title="Only organizers and moderators can import files">
          Somebody who organizes a group of yours can do it for you.
        </Empty>
      )}
      {undone.say ? (
        <p
          key={undone.ids.length}
          role="status"
          tabIndex={-1}
          ref={focusOn}
          className="mt-6 max-w-2xl outline-none"
        >
          {undone.say}
        </p>
      ) : null}
      {imports.length > 0 ? (
        <section aria-labelledby="imports" className="mt-10">
          <h2 id="imports" className="mb-2 font-semibold font-serif text-xl">
            Imports
          </h2>
          <ImportList
            imports={imports}
            timeZone={timeZone}
            onUndone={(id, say) => setUndone(({ ids }) => ({ ids: [...ids, id], say }))}
          />
        </section>
      ) : null}
    </>
  );
}
