"use client";

import { Icon } from "@/components/ui/icons/icon";
import { Menu, MenuAction } from "@/components/ui/menu";
import { THEME_KEY } from "./theme-script";

const CHOICES = [
  { value: "light", label: "Light", icon: "lucide--sun" },
  { value: "dark", label: "Dark", icon: "lucide--moon" },
  { value: "system", label: "Same as device", icon: "lucide--monitor" },
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
          <Icon of="lucide--sun" className="size-5" />
        </button>
      }
    >
      {CHOICES.map(({ value, label, icon }) => (
        <MenuAction
          key={value}
          onSelect={() => choose(value)}
          icon={<Icon of={icon} className="size-4" />}
        >
          {label}
        </MenuAction>
      ))}
    </Menu>
  );
}
