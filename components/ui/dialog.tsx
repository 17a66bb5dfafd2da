"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { lazyLibrary, useLibrary } from "./library";

const dialogs = lazyLibrary(() => import("radix-ui/dialog"));

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Called when it has closed, to restore the focus if its opener is no longer there. */
  onClosed?: (() => void) | undefined;
  title: ReactNode;
  /** A sentence under the title. */
  lead?: ReactNode;
  children: ReactNode;
}

/** A window over the page; Escape and a click beside it close it. Its library is fetched when it first opens. */
export function Dialog({ open, onOpenChange, onClosed, title, lead, children }: Props) {
  const { parts: Radix, fetch } = useLibrary(dialogs);
  useEffect(() => {
    if (open) fetch();
  }, [open, fetch]);
  if (!Radix) return null;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          {...(lead ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={(event) => {
            if (!onClosed) return;
            event.preventDefault();
            onClosed();
          }}
          className="fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-xl border border-line bg-surface p-5 shadow-xl sm:p-6"
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <div className="min-w-0">
              <Radix.Title className="font-semibold font-serif text-xl">{title}</Radix.Title>
              {lead ? (
                <Radix.Description asChild>
                  <div className="mt-1 text-muted text-sm">{lead}</div>
                </Radix.Description>
              ) : null}
            </div>
            <Radix.Close
              aria-label="Close"
              className="grid size-9 shrink-0 place-items-center rounded-md hover:bg-sunken"
            >
              <X aria-hidden className="size-5" />
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
