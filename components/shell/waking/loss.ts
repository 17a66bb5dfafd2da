let shown: HTMLElement | undefined;

/** Says that the page could not be woken, and offers to load it anew. */
export function showLoss(): void {
  hideLoss();
  shown = document.createElement("p");
  shown.role = "alert";
  shown.className = "loss";
  const again = document.createElement("a");
  again.href = location.href;
  again.textContent = "Reload it";
  shown.append("A part of this page could not be loaded. ", again, ", or try once more.");
  // The link to the same address would only move to its anchor.
  again.onclick = () => location.reload();
  document.body.append(shown);
}

export function hideLoss(): void {
  shown?.remove();
}
