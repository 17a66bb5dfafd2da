/** To where one writes; guests, to where they sign in. */
export function goToComposer(): void {
  const write = document.getElementById("write");
  write?.scrollIntoView({ block: "center" });
  write?.querySelector<HTMLElement>("textarea, a")?.focus({ preventScroll: true });
}
