import { actOfKey, focusSearch, lettersAct, OPENS_SHORTCUTS } from "../keyboard/keys";

/**
 * Things that may need the framework when they are pressed: pointing at them or focusing them wakes the page, except in a
 * form that works by itself.
 */
const ACTING = "button, input, select, textarea, [role=button], a[data-wakes]";
const POINTING = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"] as const;

/** A press of a button or a key that waits until the page is awake. */
interface Held {
  element: Element;
  /** The key, or null for a press of the element. */
  key: KeyboardEvent | null;
}

/**
 * Holds what people press on a page that sleeps, and gives it to the page once it is awake, each once. Links and forms that
 * work by themselves are left to the browser.
 */
export class Presses {
  #held: Held[] = [];
  #awake = false;
  #giving = false;

  constructor(private readonly wake: () => void) {
    for (const type of POINTING) window.addEventListener(type, this.#point, true);
    window.addEventListener("keydown", this.#key, true);
    for (const type of ["pointerover", "focusin"]) window.addEventListener(type, this.#touch, true);
  }

  /**
   * Gives the page what it was pressed for.
   * @param keys whether it answers to keys by now
   * @returns whether nothing is left to give
   */
  give(keys: boolean): boolean {
    this.#awake = true;
    for (const type of POINTING) window.removeEventListener(type, this.#point, true);
    const ready = (held: Held) => keys || !needsKeys(held);
    const given = this.#held.filter(ready);
    this.#held = this.#held.filter((held) => !ready(held));
    for (const held of given) this.#give(held);
    if (!keys) return false;
    window.removeEventListener("keydown", this.#key, true);
    for (const type of ["pointerover", "focusin"])
      window.removeEventListener(type, this.#touch, true);
    return true;
  }

  /** Forgets what was held, if the page cannot be woken. */
  letGo(): void {
    for (const { element } of this.#held) unmark(element);
    this.#held = [];
  }

  #hold(held: Held): void {
    const isSame = ({ element, key }: Held) =>
      element === held.element && key?.key === held.key?.key;
    // People press again what does not answer at once; they mean it once.
    if (!this.#held.some(isSame)) this.#held.push(held);
    if (!held.key) mark(held.element);
    this.wake();
  }

  #give({ element, key }: Held): void {
    this.#giving = true;
    if (key) {
      const { code, ctrlKey, metaKey, shiftKey } = key;
      const again = { key: key.key, code, ctrlKey, metaKey, shiftKey };
      element.dispatchEvent(
        new KeyboardEvent("keydown", { ...again, bubbles: true, cancelable: true }),
      );
    } else {
      unmark(element);
      for (const type of POINTING) {
        const Kind = type.startsWith("pointer") ? PointerEvent : MouseEvent;
        element.dispatchEvent(
          new Kind(type, { bubbles: true, cancelable: true, composed: true, view: window }),
        );
      }
    }
    this.#giving = false;
  }

  #touch = ({ target }: Event) => {
    const acting = target instanceof Element ? target.closest(ACTING) : null;
    if (acting && !acting.closest("form[action]")) this.wake();
  };

  #point = (event: Event) => {
    const element = heldBy(event as MouseEvent);
    if (!element) return;
    event.stopImmediatePropagation();
    if (event.type !== "click") return;
    event.preventDefault();
    this.#hold({ element, key: null });
  };

  #key = (event: KeyboardEvent) => {
    const { target } = event;
    if (this.#giving || !(target instanceof Element)) return;
    const act = actOfKey(event, lettersAct());
    const opens = event.key === "ArrowDown" && target.matches("[aria-haspopup=menu]");
    if (!act && (this.#awake || !opens)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // What is typed next must not get lost.
    if (act === "search" && focusSearch()) return;
    this.#hold({ element: target, key: event });
  };
}

/** Finds the button or link whose press is to be held; null where the browser does what is meant. */
function heldBy(event: MouseEvent): Element | null {
  const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return null;
  const element = target instanceof Element ? target.closest("a, button, [role=button]") : null;
  if (element instanceof HTMLAnchorElement && !("wakes" in element.dataset)) return null;
  if (element instanceof HTMLButtonElement && element.type === "submit")
    return element.form?.hasAttribute("action") ? null : element;
  return element;
}

function needsKeys({ element, key }: Held): boolean {
  if (key) return key.key !== "ArrowDown";
  return element.closest(`[${OPENS_SHORTCUTS}]`) !== null;
}

function mark(element: Element): void {
  element.setAttribute("data-held", "");
  element.setAttribute("aria-busy", "true");
}

function unmark(element: Element): void {
  element.removeAttribute("data-held");
  element.removeAttribute("aria-busy");
}
