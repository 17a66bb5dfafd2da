"use client";

import {
  type ComponentType,
  createContext,
  Fragment,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Icon } from "@/components/ui/icons/icon";
import { type Library, lazyLibrary, useLibrary } from "./library";
import { Link } from "./links/link";
import { Trigger, type TriggerElement } from "./trigger";

const menus = lazyLibrary(() => import("radix-ui/dropdown-menu"));
type Parts = NonNullable<typeof menus.parts>;
const PartsContext = createContext<Parts | null>(null);

/** The library's parts, for entries: they only exist in a menu that is open. */
function useParts(): Parts {
  const parts = useContext(PartsContext);
  if (!parts) throw new Error("A menu entry stands outside a Menu.");
  return parts;
}

const ITEM =
  "flex w-full items-center gap-2.5 rounded px-3 py-2 text-left text-sm no-underline outline-none data-[highlighted]:bg-sunken";

/** Entries that are fetched with the menu, so that a page does not load them to show itself. */
type LateEntries = Library<{ Entries: ComponentType | typeof Fragment }>;

const NOTHING = { Entries: Fragment };
const NO_ENTRIES: LateEntries = { parts: NOTHING, fetch: async () => NOTHING };

interface MenuProps {
  trigger: TriggerElement;
  /** The entries, or those after the late ones. */
  children?: ReactNode;
  late?: LateEntries;
}

/**
 * A menu that opens from its trigger. Its entries are the children, or come late. Its library is fetched when the trigger
 * is pointed at, focused or pressed.
 */
export function Menu({ trigger, children, late = NO_ENTRIES }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  // The library brings its own trigger in place of ours, which may have the focus.
  const hadFocus = useRef(false);
  const noteFocus = useCallback(() => {
    hadFocus.current = button.current !== null && button.current === document.activeElement;
  }, []);
  const { parts, fetch: fetchMenu } = useLibrary(menus, noteFocus);
  const { parts: lateParts, fetch: fetchLate } = useLibrary(late, noteFocus);
  const fetch = () => {
    fetchMenu();
    fetchLate();
  };
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (parts && lateParts && hadFocus.current) button.current?.focus();
    hadFocus.current = false;
  }, [parts, lateParts]);
  if (!parts || !lateParts) {
    const press = () => {
      setOpen(true);
      fetch();
    };
    return (
      <Trigger
        ref={button}
        aria-haspopup="menu"
        aria-expanded={false}
        onPointerEnter={fetch}
        onFocus={fetch}
        onClick={press}
        onPointerDown={(event: PointerEvent) => {
          if (event.button === 0 && !event.ctrlKey) press();
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          press();
        }}
      >
        {trigger}
      </Trigger>
    );
  }
  return (
    <PartsContext value={parts}>
      <parts.Root modal={false} open={open} onOpenChange={setOpen}>
        <parts.Trigger asChild ref={button}>
          {trigger}
        </parts.Trigger>
        <parts.Portal>
          <parts.Content
            align="end"
            sideOffset={4}
            className="z-50 min-w-44 rounded-lg border border-line bg-surface p-1 shadow-lg"
          >
            <lateParts.Entries />
            {children}
          </parts.Content>
        </parts.Portal>
      </parts.Root>
    </PartsContext>
  );
}

interface Entry {
  icon?: ReactNode;
  children: ReactNode;
}

/** A menu entry that is a link. */
export function MenuLink({ href, icon, children }: Entry & { href: string }) {
  const { Item } = useParts();
  return (
    <Item asChild>
      <Link href={href} className={ITEM}>
        {icon}
        {children}
      </Link>
    </Item>
  );
}

/** A menu entry that runs an action. */
export function MenuAction({ onSelect, icon, children }: Entry & { onSelect: () => void }) {
  const { Item } = useParts();
  return (
    <Item onSelect={onSelect} className={ITEM}>
      {icon}
      {children}
    </Item>
  );
}

/** A menu entry that posts a form. */
export function MenuSubmit({ action, icon, children }: Entry & { action: string }) {
  const { Item } = useParts();
  const form = useRef<HTMLFormElement>(null);
  return (
    <form action={action} method="post" ref={form}>
      <Item onSelect={() => form.current?.requestSubmit()} className={ITEM}>
        {icon}
        {children}
      </Item>
    </form>
  );
}

interface Choices<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode; sentence: string }[];
  onChange(value: Value): void;
}

/** Menu entries of which one is selected, each with a sentence that explains it. */
export function MenuChoices<Value extends string>(choices: Choices<Value>) {
  const { label, value, options, onChange } = choices;
  const { ItemIndicator, RadioGroup, RadioItem } = useParts();
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(chosen) => onChange(chosen as Value)}
    >
      {options.map((option) => (
        <RadioItem
          key={option.value}
          value={option.value}
          className="grid w-64 grid-cols-[1.25rem_1fr] gap-x-1.5 rounded px-2.5 py-2 text-sm outline-none data-[highlighted]:bg-sunken"
        >
          <span className="pt-0.5">
            <ItemIndicator>
              <Icon of="lucide--check" className="size-4" />
            </ItemIndicator>
          </span>
          <span>
            <span className="font-medium">{option.label}</span>
            <span className="block text-muted">{option.sentence}</span>
          </span>
        </RadioItem>
      ))}
    </RadioGroup>
  );
}
