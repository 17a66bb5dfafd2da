/** Scrolls to the composer and focuses it; for guests, the link to sign in. */
export function goToComposer(): void {
  const write = document.getElementById("write");
  write?.scrollIntoView({ block: "center" });
  write?.querySelector<HTMLElement>("textarea, a")?.focus({ preventScroll: true });
}
