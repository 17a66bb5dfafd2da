import { cloneElement, type ReactElement, type Ref, useCallback } from "react";

type Properties = Record<string, unknown>;

/** A button, or a component that hands its properties on to one. */
export type TriggerElement = ReactElement<Properties & { ref?: Ref<HTMLButtonElement> }>;

type TriggerProps = { children: TriggerElement; ref: Ref<HTMLButtonElement> } & Properties;

function tell(ref: Ref<HTMLButtonElement> | undefined, button: HTMLButtonElement | null): void {
  if (typeof ref === "function") ref(button);
  else if (ref) ref.current = button;
}

/**
 * The button that opens a menu or dialog, with more properties. It keeps its own, and its handlers are called before
 * those that are added.
 */
export function Trigger({ children, ref, ...added }: TriggerProps): ReactElement {
  const { props } = children;
  const { ref: own } = props;
  const both: Properties = { ...added };
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined) continue;
    const mine = added[name];
    both[name] =
      typeof value === "function" && typeof mine === "function"
        ? (...told: unknown[]) => {
            value(...told);
            mine(...told);
          }
        : value;
  }
  const told = useCallback(
    (button: HTMLButtonElement | null) => {
      tell(own, button);
      tell(ref, button);
    },
    [own, ref],
  );
  return cloneElement(children, { ...both, ref: told });
}
