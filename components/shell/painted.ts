/** Milliseconds after which work goes on in a page that is not painted, such as one in another tab. */
const UNSEEN_MS = 100;

/** Settles after the next paint, so that a press shows before the work that it asks for begins. */
export function painted(): Promise<void> {
  return new Promise((go) => {
    const unseen = setTimeout(go, UNSEEN_MS);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(unseen);
        go();
      }),
    );
  });
}
