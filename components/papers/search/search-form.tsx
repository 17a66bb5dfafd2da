import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { FocusFirst } from "@/components/ui/fields/focus-first";
import { Icon } from "@/components/ui/icons/icon";
import { PATHS } from "@/server/platform/web/addresses";

interface Props {
  /** The query, which stays in the box. */
  asked: string;
  error?: string | undefined;
  path?: string;
  /** A hint at what to type. */
  label?: string;
  /** The kind of results, if the page has several. */
  kind?: string;
  /** Whether papers, groups and pages are offered while somebody types, once JavaScript is there. */
  hints?: boolean;
  /** More fields. */
  children?: ReactNode;
}

/** The search form above the results. */
export function SearchForm({
  asked,
  error,
  path = PATHS.search,
  label = "Words from a title, an abstract or an author",
  kind,
  hints = false,
  children,
}: Props) {
  return (
    <search aria-label="Search terms">
      <form action={path} className={hints ? "relative max-w-2xl" : undefined}>
        {asked === "" ? <FocusFirst /> : null}
        <label htmlFor="search" className="sr-only">
          {label}
        </label>
        {kind === undefined ? null : <input type="hidden" name="in" value={kind} />}
        <div className="flex max-w-2xl gap-2">
          <input
            id="search"
            name="q"
            type="search"
            defaultValue={asked}
            maxLength={200}
            {...(hints ? { "data-hints": "wide", autoComplete: "off" } : {})}
            placeholder={label}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "search-error" : undefined}
            className="min-h-10 w-full min-w-0 rounded-md border border-line bg-surface px-3 text-lg placeholder:text-base placeholder:text-muted"
          />
          <Button type="submit" variant="primary" className="shrink-0">
            <Icon of="lucide--search" className="size-4" />
            Search
          </Button>
        </div>
        {error ? (
          <p id="search-error" role="alert" className="mt-2 text-danger">
            {error}
          </p>
        ) : null}
        {children}
      </form>
    </search>
  );
}
