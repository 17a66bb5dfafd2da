"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { HintList } from "@/components/shell/hints/hint-list";
import { Dialog } from "@/components/ui/dialog";
import { PATHS, withQuery } from "@/server/platform/web/addresses";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A window that goes anywhere: papers, groups, people, topics and pages, as one types. */
export function Palette({ open, onOpenChange }: Props) {
  const [left, setLeft] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      // The page that had the focus goes; giving it back would only scroll there.
      {...(left ? { onClosed: () => setLeft(false) } : {})}
      title="Go to"
    >
      <Places
        onChosen={() => {
          setLeft(true);
          onOpenChange(false);
        }}
      />
    </Dialog>
  );
}

function Places({ onChosen }: { onChosen: () => void }) {
  const router = useRouter();
  const [field, setField] = useState<HTMLInputElement | null>(null);
  return (
    <>
      <form
        method="post"
        className="sticky top-0 z-10 bg-surface"
        onSubmit={(event) => {
          event.preventDefault();
          const q = field?.value.trim();
          if (!q) return;
          onChosen();
          router.push(withQuery(PATHS.search, { q }));
        }}
      >
        <input
          ref={setField}
          type="search"
          role="combobox"
          aria-label="Page, group, topic or paper"
          aria-autocomplete="list"
          aria-expanded="false"
          autoComplete="off"
          maxLength={200}
          placeholder="Page, group, topic or paper"
          className="min-h-11 w-full rounded-md border border-line bg-page px-3 placeholder:text-muted"
        />
      </form>
      {field ? <HintList field={field} place="stays" onChosen={onChosen} /> : null}
    </>
  );
}
