import type { Spot } from "./ranking";

/** Where a pointer went down on a row, and where it is now. */
export interface Press {
  list: HTMLElement;
  row: HTMLElement;
  pointerId: number;
  from: { x: number; y: number };
  now: { x: number; y: number };
}

/** Pixels that a pointer moves before it drags; a press that moves less does nothing. */
const START = 5;
/** Pixels beside the list within which a paper is still dropped into it. */
const AROUND = 48;
/** Pixels from the edge of the window within which the page scrolls, and pixels a frame at the very edge. */
const EDGE = 80;
const FASTEST = 16;

/**
 * One drag of a row by mouse, pen or finger. It draws by itself, without rendering the list: a picture of the row follows the
 * pointer, and the row that it would be dropped at is marked (`data-drop`).
 */
export class Drag {
  #ghost: HTMLElement | null = null;
  #marked: HTMLElement | null = null;
  #spot: Spot | null = null;
  #frame = 0;

  constructor(
    private readonly press: Press,
    private readonly onDrop: (id: string, spot: Spot) => void,
  ) {
    this.follow();
  }

  /** Follows the pointer to where it is now. */
  follow(): void {
    const { from, now } = this.press;
    if (!this.#ghost && Math.hypot(now.x - from.x, now.y - from.y) < START) return;
    this.#ghost ??= this.#start();
    this.#ghost.style.translate = `${now.x - from.x}px ${now.y - from.y}px`;
    this.#aim();
  }

  drop(): void {
    this.follow();
    const spot = this.#spot;
    this.cancel();
    if (spot) this.onDrop(this.press.row.dataset.paper ?? "", spot);
  }

  cancel(): void {
    const { list, row } = this.press;
    cancelAnimationFrame(this.#frame);
    this.#mark(null);
    this.#ghost?.remove();
    list.removeAttribute("data-dragging");
    row.removeAttribute("data-dragging");
  }

  #start(): HTMLElement {
    const { list, row, pointerId } = this.press;
    const ghost = row.cloneNode(true) as HTMLElement;
    const { left, top, width } = row.getBoundingClientRect();
    ghost.inert = true;
    ghost.ariaHidden = "true";
    ghost.removeAttribute("data-paper");
    ghost.setAttribute("data-ghost", "");
    Object.assign(ghost.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
    document.body.append(ghost);
    list.setAttribute("data-dragging", "");
    row.setAttribute("data-dragging", "");
    // What is under the pointer when it goes up is not pressed. A pointer that is up already has no capture.
    capture(list, pointerId);
    this.#frame = requestAnimationFrame(this.#scroll);
    return ghost;
  }

  #scroll = () => {
    const { from, now } = this.press;
    const up = now.y < from.y ? EDGE - now.y : 0;
    const down = now.y > from.y ? now.y - (window.innerHeight - EDGE) : 0;
    const depth = Math.min(EDGE, Math.max(up, down, 0)) * (up > down ? -1 : 1);
    if (depth !== 0) {
      window.scrollBy({ top: (depth / EDGE) * FASTEST, behavior: "instant" });
      this.#aim();
    }
    this.#frame = requestAnimationFrame(this.#scroll);
  };

  /** Finds where the paper would be dropped, and marks it. */
  #aim(): void {
    const { list, row, now } = this.press;
    const { left, right, top, bottom } = list.getBoundingClientRect();
    const isNear =
      now.x > left - AROUND &&
      now.x < right + AROUND &&
      now.y > top - AROUND &&
      now.y < bottom + AROUND;
    const rows = [...list.querySelectorAll<HTMLElement>(":scope > [role=row]")];
    const over = rows.find((one) => now.y <= one.getBoundingClientRect().bottom) ?? rows.at(-1);
    const line = rows.findIndex(({ dataset }) => dataset.paper === undefined);
    if (!isNear || !over || over === row) {
      this.#spot = null;
      this.#mark(null);
      return;
    }
    const isRanked = rows.indexOf(over) < line;
    const target = isRanked ? over : (rows[line] as HTMLElement);
    const position =
      rows.indexOf(over) > line ? "after" : positionIn(target, now.y, isRanked ? 4 : 2);
    this.#spot = { at: target.dataset.paper ?? null, position };
    this.#mark(target, position);
  }

  #mark(row: HTMLElement | null, position = ""): void {
    if (this.#marked !== row) this.#marked?.removeAttribute("data-drop");
    this.#marked = row;
    row?.setAttribute("data-drop", position);
  }
}

/** Where a height is in a row: within one part of its top, one part of its bottom, or between them. */
function positionIn(row: HTMLElement, y: number, parts: number): Spot["position"] {
  const { top, height } = row.getBoundingClientRect();
  if (y < top + height / parts) return "before";
  return y >= top + height - height / parts ? "after" : "on";
}

function capture(element: HTMLElement, pointerId: number): void {
  try {
    element.setPointerCapture(pointerId);
  } catch {
    // The pointer is gone by now.
  }
}
