type Press = Pick<
  MouseEvent,
  "defaultPrevented" | "button" | "metaKey" | "ctrlKey" | "shiftKey" | "altKey" | "target"
>;

/**
 * Finds the page that a press asks for.
 * @param origin of the site
 * @returns its path, query and anchor; null where the browser does as it would without JavaScript
 */
export function addressToFollow(press: Press, origin: string): string | null {
  const { metaKey, ctrlKey, shiftKey, altKey } = press;
  // With one of these keys a browser opens a tab or a window, or saves the page.
  if (metaKey || ctrlKey || shiftKey || altKey) return null;
  if (press.defaultPrevented || press.button !== 0) return null;
  const link = (press.target as Element | null)?.closest?.<HTMLAnchorElement>("a[data-link]");
  if (!link || link.origin !== origin) return null;
  if (link.hasAttribute("download") || !["", "_self"].includes(link.target)) return null;
  return `${link.pathname}${link.search}${link.hash}`;
}
