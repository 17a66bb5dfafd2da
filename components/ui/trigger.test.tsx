import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Trigger } from "./trigger";

type Given = Record<string, unknown>;

interface SpyProps extends Given {
  seen: Given[];
}

function Spy({ seen, ...props }: SpyProps) {
  seen.push(props);
  return null;
}

/** The properties that a button gets as a trigger. */
function given(own: Given, added: Given & { ref: (button: HTMLButtonElement | null) => void }) {
  const seen: Given[] = [];
  renderToStaticMarkup(
    <Trigger {...added}>
      <Spy seen={seen} {...own} />
    </Trigger>,
  );
  return seen[0] as Record<string, (...told: unknown[]) => void>;
}

it("adds properties and keeps those that there are", () => {
  const own = { className: "mine", "aria-expanded": true, onFocus: undefined };
  const onFocus = () => {};
  const props = given(own, { ref: () => {}, "aria-expanded": false, id: "added", onFocus });
  expect(props).toMatchObject({ className: "mine", "aria-expanded": true, id: "added", onFocus });
});

it("calls the button's own handler first, and then the one that is added", () => {
  const told: unknown[] = [];
  const own = { onClick: (event: string) => told.push(`own ${event}`) };
  const added = { onClick: (event: string) => told.push(`added ${event}`) };
  given(own, { ref: () => {}, ...added }).onClick?.("click");
  expect(told).toEqual(["own click", "added click"]);
});

it("tells both holders of the button, and again when it is gone", () => {
  const button = { focus: () => {} } as HTMLButtonElement;
  const held: { current: HTMLButtonElement | null } = { current: null };
  const told: unknown[] = [];
  const { ref } = given({ ref: held }, { ref: (one) => told.push(one) });
  ref?.(button);
  expect(held.current).toBe(button);
  ref?.(null);
  expect([held.current, told]).toEqual([null, [button, null]]);
});
