import type { Library } from "@/components/ui/library";
import type { Drag, Press } from "./drag";
import type { Spot } from "./ranking";

type Dragging = typeof import("./drag");

/**
 * Follows a pointer that went down on a row until it goes up. The code that drags may come later than the pointer moves, even
 * than it goes up: it then starts with what has happened so far.
 * @param onDrop gets the paper and where it was dropped
 */
export function followPress(
  library: Library<Dragging>,
  event: PointerEvent,
  list: HTMLElement,
  onDrop: (id: string, spot: Spot) => void,
): void {
  const row = grabbedRow(event);
  if (!row) return;
  const point = ({ clientX: x, clientY: y }: PointerEvent) => ({ x, y });
  const { pointerId } = event;
  const press: Press = { list, row, pointerId, from: point(event), now: point(event) };
  let end: "drop" | "cancel" | null = null;
  let drag: Drag | null = null;
  const finish = (how: "drop" | "cancel") => {
    end = how;
    heard.abort();
    drag?.[how]();
  };
  const heard = new AbortController();
  const { signal } = heard;
  const own = (hear: (event: PointerEvent) => void) => (event: PointerEvent) => {
    if (event.pointerId === pointerId) hear(event);
  };
  window.addEventListener(
    "pointermove",
    own((event) => {
      press.now = point(event);
      drag?.follow();
    }),
    { signal },
  );
  window.addEventListener(
    "pointerup",
    own((event) => {
      press.now = point(event);
      finish("drop");
    }),
    { signal },
  );
  window.addEventListener(
    "pointercancel",
    own(() => finish("cancel")),
    { signal },
  );
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      finish("cancel");
    },
    { signal, capture: true },
  );
  const begin = ({ Drag }: Dragging) => {
    if (end === "cancel") return;
    drag = new Drag(press, onDrop);
    if (end === "drop") drag.drop();
  };
  // Without a network the buttons are left, and the next press tries again.
  library.fetch().then(begin, () => heard.abort());
}

/** The row that a pointer would drag: a mouse anywhere but on its other buttons, a finger by its handle, as elsewhere it scrolls. */
function grabbedRow({ target, button, isPrimary, pointerType }: PointerEvent): HTMLElement | null {
  if (button !== 0 || !isPrimary || !(target instanceof Element)) return null;
  const pressed = target.closest<HTMLElement>("button, a");
  const isHandle = pressed?.hasAttribute("data-handle") ?? false;
  if (!isHandle && (pressed || pointerType !== "mouse")) return null;
  return target.closest<HTMLElement>("[data-paper]");
}
