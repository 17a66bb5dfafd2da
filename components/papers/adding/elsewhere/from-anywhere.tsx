import type { ReactNode } from "react";
import { PATHS } from "@/server/platform/web/addresses";
import { Bookmarklet } from "./bookmarklet";
import { SiteAddress } from "./site-address";

/** The ways to add a paper from other pages and programs. */
export function FromAnywhere() {
  return (
    <div className="grid max-w-2xl gap-8">
      <Way id="bookmark" title="A button in your browser">
        <p>
          Drag this button to your bookmarks bar. If the bar is hidden, show it first: Ctrl+Shift+B,
          or ⌘+Shift+B on a Mac.
        </p>
        <Bookmarklet />
        <p className="text-muted">
          On the page of a paper, press it there: you see what the page is, and add it. A few sites
          keep such bookmarks from working. Copy the address of the page and paste it above instead.
        </p>
      </Way>
      <Way id="phone" title="The share menu of your phone">
        <p>
          Install Colloquy: open the menu of the browser and choose “Install app” or “Add to Home
          screen”. From then on, Colloquy is in the share menu of other apps on Android, and of
          Chrome and Edge on a computer. iPhones do not offer this to web apps: copy the link and
          paste it above.
        </p>
      </Way>
      <Way id="address" title="The address bar">
        <p>Write this before the address of a paper:</p>
        <p>
          <SiteAddress path={`${PATHS.add}?url=`} />
        </p>
        <p>Or make it a search engine of your browser, with a short name of your choice:</p>
        <p>
          <SiteAddress path={`${PATHS.add}?text=%s`} />
        </p>
      </Way>
    </div>
  );
}

function Way({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="font-semibold font-serif text-xl">
        {title}
      </h2>
      {children}
    </section>
  );
}
