import type { ComponentProps } from "react";

/**
 * A link to another page of the site: a plain anchor, so that a row of a list costs no more than its text.
 * `components/shell/links/follow-links.tsx` follows it without loading a new document.
 */
export function Link(props: ComponentProps<"a"> & { href: string }) {
  // What a press does besides has to wait for the framework (components/shell/waking).
  return <a {...props} {...(props.onClick ? { "data-wakes": "" } : {})} data-link="" />;
}
