"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { Menu, MenuAction } from "@/components/ui/menu";
import { THEME_KEY } from "./theme-script";

const CHOICES = [
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
  { value: "system", label: "Same as device", Icon: Monitor },
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
    <Menu
      trigger={
        <button
          type="button"
          aria-label="Colours"
          className="grid size-10 place-items-center rounded-md hover:bg-sunken"
        >
          <Sun aria-hidden className="size-5" />
        </button>
      }
    >
      {CHOICES.map(({ value, label, Icon }) => (
        <MenuAction
          key={value}
          onSelect={() => choose(value)}
          icon={<Icon aria-hidden className="size-4" />}
        >
          {label}
        </MenuAction>
      ))}
    </Menu>
  );
}
