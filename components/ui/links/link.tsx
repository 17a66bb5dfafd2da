import type { ComponentProps } from "react";

/**
 * A link to another page of the site: a plain anchor, so that a row of a list costs no more than its text.
 * `components/shell/links/follow-links.tsx` follows it without loading a new document.
 */
export function Link(props: ComponentProps<"a"> & { href: string }) {
  return <a {...props} data-link="" />;
}
