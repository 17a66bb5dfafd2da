"use client";

import { type ComponentProps, useState } from "react";
import { Empty } from "@/components/ui/empty";
import { ImportFile } from "./import-file";
import { ImportList } from "./import-list";

interface Props extends Omit<ComponentProps<typeof ImportList>, "onUndone"> {
  mayImport: boolean;
}

/** Imports a file of papers, above the latest imports. */
export function ImportPapers({ mayImport, imports, timeZone }: Props) {
  const [undone, setUndone] = useState<string[]>([]);
  return (
    <>
      {mayImport ? (
        <ImportFile undone={undone} />
      ) : (
        <Empty title="Only organizers and moderators can import files">
          Somebody who organizes a group of yours can do it for you.
        </Empty>
      )}
      {imports.length > 0 ? (
        <section aria-labelledby="imports" className="mt-10">
          <h2 id="imports" className="mb-2 font-semibold font-serif text-xl">
            Imports
          </h2>
          <ImportList
            imports={imports}
            timeZone={timeZone}
            onUndone={(id) => setUndone((before) => [...before, id])}
          />
        </section>
      ) : null}
    </>
  );
}
