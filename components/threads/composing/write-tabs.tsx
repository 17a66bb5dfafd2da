"use client";

import clsx from "clsx";
import { Tabs } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Preview } from "./preview";

interface Props {
  /** What is written, for who does not see it. */
  label: string;
  tab: string;
  onTab: (tab: string) => void;
  /** What the server made of it, as far as that is known. */
  preview: {
    isPending: boolean;
    data: ComponentProps<typeof Preview>["rendered"];
    error: unknown;
  };
  onPreview: () => void;
  /** How high the preview is at least. */
  className: string;
  /** Where it is written. */
  children: ReactNode;
}

const TAB =
  "min-h-10 border-b-2 border-transparent px-3 text-muted text-sm data-[state=active]:border-accent data-[state=active]:text-ink";

/** Markdown as it is written, and as it will look. What is typed stays while one looks. */
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
