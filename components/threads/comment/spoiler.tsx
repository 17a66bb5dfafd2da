"use client";

import { type ReactNode, useRef, useState } from "react";
import { Icon } from "@/components/ui/icons/icon";

interface Props {
  /** The part that the text gives away; may be empty. */
  about: string;
  children: ReactNode;
}

/** Hides a spoiler: blurred, and out of reach of keyboard and screen readers, until revealed. */
export function Spoiler({ about, children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  return (
    <div className="relative">
      {open ? null : (
        <button
          type="button"
          onClick={() => {
            setOpen(true);
            box.current?.focus();
          }}
          className="absolute inset-0 z-10 flex min-h-10 w-full items-start justify-center overflow-hidden rounded-md p-2"
        >
          <span className="inline-flex min-h-6 items-center gap-2 rounded-md border border-line bg-surface px-3 py-1 text-left text-sm">
            <Icon of="lucide--eye-off" className="size-4 shrink-0" />
            <span>
              {about ? (
                <>
                  Spoiler: <bdi>{about}</bdi>
                </>
              ) : (
                "Spoiler"
              )}
              . Show it
            </span>
          </span>
        </button>
      )}
      <div ref={box} tabIndex={-1} className="outline-none">
        <div
          inert={!open}
          aria-hidden={!open}
          className={open ? undefined : "min-h-14 select-none overflow-hidden blur-sm"}
        >
          {children}
        </div>
      </div>
    </div>
  );
}
