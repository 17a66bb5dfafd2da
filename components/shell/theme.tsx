"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { THEME_KEY } from "./theme-script";

const CHOICES = [
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
  { value: "system", label: "As the device", Icon: Monitor },
] as const;

function choose(value: string): void {
  if (value === "system") {
    localStorage.removeItem(THEME_KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(THEME_KEY, value);
    document.documentElement.dataset.theme = value;
  }
}

/** Light, dark, or as the device. */
export function ThemeMenu() {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label="Colours"
        className="grid size-10 place-items-center rounded-md hover:bg-sunken"
      >
        <Sun aria-hidden className="size-5" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          className="z-50 rounded-md border border-line bg-surface p-1 shadow-lg"
        >
          {CHOICES.map(({ value, label, Icon }) => (
            <DropdownMenu.Item
              key={value}
              onSelect={() => choose(value)}
              className="flex items-center gap-2 rounded px-3 py-2 text-sm outline-none data-[highlighted]:bg-sunken"
            >
              <Icon aria-hidden className="size-4" /> {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
