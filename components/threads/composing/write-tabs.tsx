"use client";

import clsx from "clsx";
import { type ComponentProps, type KeyboardEvent, type ReactNode, useId } from "react";
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

const TABS = [
  { name: "write", words: "Write" },
  { name: "preview", words: "Preview" },
] as const;

const TAB =
  "min-h-10 border-b-2 border-transparent px-3 text-muted text-sm aria-selected:border-accent aria-selected:text-ink";

/** The tab that a key leads to from another one (WAI-ARIA Authoring Practices, "Tabs"); null for other keys. */
function tabAfter(key: string, tab: string): string | null {
  if (key === "Home") return "write";
  if (key === "End") return "preview";
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  return tab === "write" ? "preview" : "write";
}

/** Tabs for writing Markdown and previewing it. The field keeps its text while the preview is open. */
export function WriteTabs(props: Props) {
  const { label, tab, onTab, preview, onPreview, className, children } = props;
  const id = useId();
  const open = (name: string) => {
    if (name === tab) return;
    onTab(name);
    if (name === "preview") onPreview();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const name = tabAfter(event.key, tab);
    if (!name) return;
    event.preventDefault();
    document.getElementById(`${id}-${name}`)?.focus();
    open(name);
  };
  const panelOf = (name: (typeof TABS)[number]["name"]) => ({
    role: "tabpanel",
    id: `${id}-${name}-panel`,
    "aria-labelledby": `${id}-${name}`,
    hidden: tab !== name,
    // The preview has no field to go on to, and keys scroll it.
    tabIndex: name === "preview" ? 0 : -1,
  });
  return (
    <div>
      <div role="tablist" aria-label={label} className="mb-2 flex gap-1 border-line border-b">
        {TABS.map(({ name, words }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-controls={`${id}-${name}-panel`}
            aria-selected={tab === name}
            tabIndex={tab === name ? 0 : -1}
            onClick={() => open(name)}
            onKeyDown={onKeyDown}
            className={TAB}
          >
            {words}
          </button>
        ))}
      </div>
      <div {...panelOf("write")}>{children}</div>
      <div
        {...panelOf("preview")}
        className={clsx("rounded-md border border-line border-dashed px-3 py-2", className)}
      >
        {tab === "preview" ? (
          <Preview rendered={preview.isPending ? undefined : preview.data} error={preview.error} />
        ) : null}
      </div>
    </div>
  );
}
