"use client";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";

/** Prints the page without navigation. */
export function PrintButton() {
  return (
    <Button onClick={() => window.print()}>
      <Icon of="lucide--printer" className="size-4" />
      Print
    </Button>
  );
}
