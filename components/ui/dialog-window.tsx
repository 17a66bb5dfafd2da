"use client";

import { Close, Content, Description, Overlay, Portal, Root, Title } from "radix-ui/dialog";
import { type ReactNode, useState } from "react";
import { Icon } from "@/components/ui/icons/icon";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Called when it has closed, to give the focus to something else than what had it before. */
  onClosed?: (() => void) | undefined;
  title: ReactNode;
  /** A sentence under the title. */
  lead?: ReactNode;
  children: ReactNode;
}

const FIELD = "input:not([type=hidden]), select, textarea";

/** The part of a dialog where people begin, if that is no field. */
const FIRST = "[data-first]";

/**
 * Puts the focus where people begin, or into the first field of a dialog that opens, also if its form is fetched only then; not where a finger
 * points, because the keyboard of the screen would cover the dialog. @returns whether it has a field
 */
function focusField(dialog: HTMLElement): boolean {
  if (window.matchMedia("(pointer: coarse)").matches) return false;
  const focus = () => {
    const field =
      dialog.querySelector<HTMLElement>(FIRST) ?? dialog.querySelector<HTMLElement>(FIELD);
    field?.focus();
    return field !== null;
  };
  if (focus()) return true;
  const start = dialog.querySelector("button");
  const observer = new MutationObserver(() => {
    const moved = dialog.contains(document.activeElement) && document.activeElement !== start;
    if (moved || focus()) observer.disconnect();
  });
  observer.observe(dialog, { childList: true, subtree: true });
  return false;
}

/** The window of a dialog, with its library. It comes when the first one opens. */
export function DialogWindow({ open, onOpenChange, onClosed, title, lead, children }: DialogProps) {
  const [opener, setOpener] = useState<Element | null>(null);
  const [wasOpen, setWasOpen] = useState(false);
  // Read before the first field inside takes the focus.
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) setOpener(document.activeElement);
  }
  return (
    <Root open={open} onOpenChange={onOpenChange}>
      <Portal>
        <Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Content
          {...(lead ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={(event) => {
            if (focusField(event.currentTarget as HTMLElement)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            // The library would look for a trigger of its own, and there is none.
            event.preventDefault();
            if (onClosed) onClosed();
            else if (opener instanceof HTMLElement) opener.focus();
          }}
          className="fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-xl border border-line bg-surface p-5 shadow-xl sm:p-6"
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <div className="min-w-0">
              <Title className="font-semibold font-serif text-xl">{title}</Title>
              {lead ? (
                <Description asChild>
                  <div className="mt-1 text-muted text-sm">{lead}</div>
                </Description>
              ) : null}
            </div>
            <Close
              aria-label="Close"
              className="grid size-9 shrink-0 place-items-center rounded-md hover:bg-sunken"
            >
              <Icon of="lucide--x" className="size-5" />
            </Close>
          </div>
          {children}
        </Content>
      </Portal>
    </Root>
  );
}
