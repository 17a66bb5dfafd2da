"use client";

import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useTRPC } from "@/trpc/client";
import { WriteTabs } from "./write-tabs";

interface Props {
  /** Name of the field, for screen readers. */
  label: string;
  /** Returns what is typed. */
  text(): string;
  /** The fault in it, which is shown at the field. */
  error: string | null | undefined;
  /** Minimum height of the preview. */
  className: string;
  /** The text field. */
  children: ReactNode;
}

/** Tabs for writing and previewing a text that mentions nobody: a pitch, a description, an agenda or notes. */
export function TextTabs({ label, text, error, className, children }: Props) {
  const trpc = useTRPC();
  const [tab, setTab] = useState("write");
  const preview = useMutation(trpc.meetings.preview.mutationOptions());
  useEffect(() => {
    if (error) setTab("write");
  }, [error]);
  return (
    <WriteTabs
      label={label}
      tab={tab}
      onTab={setTab}
      className={className}
      preview={preview}
      onPreview={() => preview.mutate({ body: text() })}
    >
      {children}
    </WriteTabs>
  );
}
