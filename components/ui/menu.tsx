"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useRef } from "react";

const ITEM =
  "flex w-full items-center gap-2.5 rounded px-3 py-2 text-left text-sm no-underline outline-none data-[highlighted]:bg-sunken";

/** A menu that opens from its trigger. Its entries are the children. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="z-50 min-w-44 rounded-lg border border-line bg-surface p-1 shadow-lg"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface Entry {
  icon?: ReactNode;
  children: ReactNode;
}

/** A menu entry that is a link. */
export function MenuLink({ href, icon, children }: Entry & { href: string }) {
  return (
    <DropdownMenu.Item asChild>
      <Link href={href} className={ITEM}>
        {icon}
        {children}
      </Link>
    </DropdownMenu.Item>
  );
}

/** A menu entry that runs an action. */
export function MenuAction({ onSelect, icon, children }: Entry & { onSelect: () => void }) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={ITEM}>
      {icon}
      {children}
    </DropdownMenu.Item>
  );
}

/** A menu entry that posts a form. */
export function MenuSubmit({ action, icon, children }: Entry & { action: string }) {
  const form = useRef<HTMLFormElement>(null);
  return (
    <form action={action} method="post" ref={form}>
      <DropdownMenu.Item onSelect={() => form.current?.requestSubmit()} className={ITEM}>
        {icon}
        {children}
      </DropdownMenu.Item>
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
  return (
    <DropdownMenu.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(chosen) => onChange(chosen as Value)}
    >
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className="grid w-64 grid-cols-[1.25rem_1fr] gap-x-1.5 rounded px-2.5 py-2 text-sm outline-none data-[highlighted]:bg-sunken"
        >
          <span className="pt-0.5">
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden className="size-4" />
            </DropdownMenu.ItemIndicator>
          </span>
          <span>
            <span className="font-medium">{option.label}</span>
            <span className="block text-muted">{option.sentence}</span>
          </span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
