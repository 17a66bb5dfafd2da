"use client";

import { useState } from "react";
import { AnchorButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { PATHS } from "@/server/platform/web/addresses";
import { bookmarkletFor } from "./bookmarklet-script";

/** The bookmark that adds the paper of the page that is open. It is dragged to the bar of bookmarks. */
export function Bookmarklet() {
  const [pressed, setPressed] = useState(false);
  return (
    <div className="grid gap-2">
      <div>
        <AnchorButton
          href="#bookmark"
          // React refuses such an address in a property. On this page the policy lets nobody run it.
          ref={(link) => {
            link?.setAttribute("href", bookmarkletFor(window.location.origin + PATHS.add));
          }}
          onClick={(event) => {
            event.preventDefault();
            setPressed(true);
          }}
        >
          <Icon of="lucide--bookmark" className="size-4" />
          Add to Colloquy
        </AnchorButton>
      </div>
      <p role="status" className="text-sm empty:hidden">
        {pressed ? "Drag this button to your bookmarks. A click here does nothing." : ""}
      </p>
    </div>
  );
}
