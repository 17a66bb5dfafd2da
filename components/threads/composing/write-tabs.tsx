"use client";

import clsx from "clsx";
import * as Tabs from "radix-ui/tabs";
import type { ComponentProps, ReactNode } from "react";
import { Preview } from "./preview";

interface Props {
  /** Name of the field, for screen readers. */
  label: string;
  tab: string;
  onTab: (tab: string) => void;
  /** The preview from the server. */
  preview: {
    isPending: boolean;
    data: ComponentProps<typeof Preview>["rendered"];
    error: unknown;
  };
  onPreview: () => void;
  /** Minimum height of the preview. */
  className: string;
  /** The text field. */
  children: ReactNode;
}

const TAB =
  "min-h-10 border-b-2 border-transparent px-3 text-muted text-sm data-[state=active]:border-accent data-[state=active]:text-ink";

/** Tabs for writing Markdown and previewing it. The field keeps its text while the preview is open. */
export function WriteTabs(props: Props) {
  const { label, tab, onTab, preview, onPreview, className, children } = props;
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(to) => {
        onTab(to);
        if (to === "preview") onPreview();
      }}
    >
      <Tabs.List aria-label={label} className="mb-2 flex gap-1 border-line border-b">
        <Tabs.Trigger value="write" className={TAB}>
          Write
        </Tabs.Trigger>
        <Tabs.Trigger value="preview" className={TAB}>
          Preview
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="write" forceMount hidden={tab !== "write"} tabIndex={-1}>
        {children}
      </Tabs.Content>
      <Tabs.Content
        value="preview"
        className={clsx("rounded-md border border-line border-dashed px-3 py-2", className)}
      >
        <Preview rendered={preview.isPending ? undefined : preview.data} error={preview.error} />
      </Tabs.Content>
    </Tabs.Root>
  );
}
