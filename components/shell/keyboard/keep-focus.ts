interface Held {
  /** The element of the page that had the focus last, and all around it, the nearest first. */
  element: Element;
  around: readonly Element[];
  /** Headings before it. */
  headings: readonly HTMLElement[];
  /** Whether the browser showed that it had the focus, as it does for people with a keyboard. */
  shown: boolean;
  address: string;
}

const HEADINGS = "h1, h2, h3, h4";
/** Elements whose parts each have a heading of their own, which says nothing about the part that is gone. */
const LISTS = "ol, ul, dl, tbody";

/**
 * Gives the focus to the nearest heading when what had it is gone, such as the button of a row that left its list once
 * it had worked. The browser would put it at the top of the page. @returns a function that stops it
 */
export function keepFocus(): () => void {
  let held: Held | null = null;
  let waits = false;
  const hold = (element: Element | null) => {
    const main = element?.closest("main");
    // A dialog stands outside; what opened it stays the place to return to.
    if (element && main) held = heldBy(element, main);
  };
  const find = () => {
    waits = false;
    const at = document.activeElement;
    if (!held || held.element.isConnected || at?.closest("[role=dialog], [role=alertdialog]"))
      return;
    const lost = held;
    held = null;
    if (at === document.body && lost.address === addressNow())
      headingNear(lost)?.focus({ preventScroll: !lost.shown });
  };
  const observer = new MutationObserver(() => {
    if (waits || !held || held.element.isConnected) return;
    waits = true;
    // The code of the page itself comes first, such as a dialog that gives the focus back.
    requestAnimationFrame(() => setTimeout(find));
  });
  const onFocus = ({ target }: FocusEvent) => hold(target as Element);
  const onClick = () => {
    // A click beside everything takes the focus away on purpose.
    if (document.activeElement === document.body) held = null;
  };
  hold(document.activeElement);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("focusin", onFocus);
  // Before the page acts on the click, which may remove what was clicked.
  document.addEventListener("click", onClick, { capture: true });
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", onFocus);
    document.removeEventListener("click", onClick, { capture: true });
  };
}

function heldBy(element: Element, main: Element): Held {
  const around: Element[] = [];
  for (let one = element.parentElement; one; one = one.parentElement) around.push(one);
  const headings = [...main.querySelectorAll<HTMLElement>(HEADINGS)].filter(
    (heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const shown = element.matches(":focus-visible");
  return { element, around, headings, shown, address: addressNow() };
}

/** Finds the last heading before an element that is gone, and makes it take the focus. */
function headingNear({ around, headings }: Held): HTMLElement | null {
  const left = around.find((one) => one.isConnected);
  const list = left?.matches(LISTS) ? left : null;
  const heading =
    headings.findLast((one) => one.isConnected && !list?.contains(one)) ??
    document.querySelector<HTMLElement>("main h1");
  if (heading) heading.tabIndex = -1;
  return heading;
}

const addressNow = () => location.pathname + location.search;
