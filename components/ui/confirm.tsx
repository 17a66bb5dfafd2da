"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { lazyLibrary, useLibrary } from "./library";
import { Trigger, type TriggerElement } from "./trigger";

const dialogs = lazyLibrary(() => import("radix-ui/alert-dialog"));

interface Props {
  /** The button that opens the dialog; absent if `open` is controlled outside, such as by a menu entry. */
  trigger?: TriggerElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Called when it has closed, to restore the focus if there is no `trigger`. */
  onClosed?: () => void;
  title: string;
  /** The consequences, and which of them cannot be undone. */
  children: ReactNode;
  /** The label of the button that confirms. */
  action: string;
  danger?: boolean;
  onConfirm: () => void;
}

/** Asks for confirmation of an action that is hard to undo. Its library is fetched when it is likely to open. */
export function Confirm({
  trigger,
  open,
  onOpenChange,
  onClosed,
  title,
  children,
  action,
  danger = false,
  onConfirm,
}: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const [pressed, setPressed] = useState(false);
  const shown = open ?? pressed;
  const { parts: AlertDialog, fetch } = useLibrary(dialogs);
  useEffect(() => {
    if (shown) fetch();
  }, [shown, fetch]);
  return (
    <>
      {trigger ? (
        <Trigger
          ref={button}
          aria-haspopup="dialog"
          aria-expanded={shown}
          onPointerEnter={fetch}
          onFocus={fetch}
          onClick={() => setPressed(true)}
        >
          {trigger}
        </Trigger>
      ) : null}
      {AlertDialog ? (
        <AlertDialog.Root open={shown} onOpenChange={onOpenChange ?? setPressed}>
          <AlertDialog.Portal>
            <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
            <AlertDialog.Content
              onCloseAutoFocus={(event) => {
                event.preventDefault();
                if (onClosed) onClosed();
                else button.current?.focus();
              }}
              className="fixed top-1/2 left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-xl border border-line bg-surface p-5 shadow-xl sm:p-6"
            >
              <AlertDialog.Title className="font-semibold font-serif text-xl">
                {title}
              </AlertDialog.Title>
              <AlertDialog.Description asChild>
                <div className="mt-2 text-muted">{children}</div>
              </AlertDialog.Description>
              <div className="mt-5 flex flex-wrap justify-end gap-2">
                <AlertDialog.Cancel asChild>
                  <Button>Cancel</Button>
                </AlertDialog.Cancel>
                <AlertDialog.Action asChild>
                  <Button variant={danger ? "danger" : "primary"} onClick={onConfirm}>
                    {action}
                  </Button>
                </AlertDialog.Action>
              </div>
            </AlertDialog.Content>
          </AlertDialog.Portal>
        </AlertDialog.Root>
      ) : null}
    </>
  );
}
