"use client";

import { Bell, useUnread } from "@/components/notifications/bell";
import { Button, LinkButton } from "@/components/ui/button";
import { lazyLibrary } from "@/components/ui/library";
import { Menu } from "@/components/ui/menu";
import { Skeleton } from "@/components/ui/skeleton";
import { PATHS } from "@/server/platform/web/addresses";
import { Avatar } from "./avatar";
import { useViewer } from "./viewer";

const entries = lazyLibrary(() => import("./viewer-entries"));

/** The viewer's corner of the header: their name and its menu, or the link to sign in. */
export function ViewerMenu() {
  const { viewer, pending } = useViewer();
  const unread = useUnread(viewer !== null);
  if (!viewer) {
    return (
      <>
        {/* The browser knows whether it has a session (shell/theme). */}
        {pending ? <Skeleton className="hidden h-8 w-28 in-data-member:block" /> : null}
        <LinkButton
          href={PATHS.signIn}
          size="small"
          variant="primary"
          className={pending ? "in-data-member:hidden noscript:hidden" : undefined}
        >
          Sign in
        </LinkButton>
        {/* Without JavaScript the page never learns of its viewer. The settings ask guests to sign in. */}
        {pending ? (
          <noscript>
            <LinkButton href={PATHS.settings} size="small">
              Your account
            </LinkButton>
          </noscript>
        ) : null}
      </>
    );
  }
  return (
    <>
      <Bell count={unread} />
      <Menu
        late={entries}
        trigger={
          <Button variant="quiet" size="small" className="max-w-52">
            <Avatar name={viewer.name} handle={viewer.handle} />
            <bdi className="truncate max-sm:sr-only">{viewer.name}</bdi>
          </Button>
        }
      />
    </>
  );
}
