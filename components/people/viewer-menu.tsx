"use client";

import { Bookmark, FilePlus, LogOut, Mail, NotebookText, Settings } from "lucide-react";
import { Bell, useUnread } from "@/components/notifications/bell";
import { Button, LinkButton } from "@/components/ui/button";
import { Menu, MenuLink, MenuSubmit } from "@/components/ui/menu";
import { Skeleton } from "@/components/ui/skeleton";
import { PATHS } from "@/server/platform/web/addresses";
import { Avatar } from "./avatar";
import { useViewer } from "./viewer";

/** The viewer's corner of the header: their name and its menu, or the link to sign in. */
export function ViewerMenu() {
  const { viewer, pending } = useViewer();
  const unread = useUnread(viewer !== null);
  if (!viewer) {
    return (
      <>
        {/* The browser knows whether it has a session (shell/theme-script). */}
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
        trigger={
          <Button variant="quiet" size="small" className="max-w-52">
            <Avatar name={viewer.name} handle={viewer.handle} />
            <bdi className="truncate max-sm:sr-only">{viewer.name}</bdi>
          </Button>
        }
      >
        <MenuLink href={PATHS.desk} icon={<NotebookText aria-hidden className="size-4" />}>
          My desk
        </MenuLink>
        <MenuLink href={PATHS.shelves} icon={<Bookmark aria-hidden className="size-4" />}>
          Shelves
        </MenuLink>
        <MenuLink href={PATHS.newPaper} icon={<FilePlus aria-hidden className="size-4" />}>
          Add a paper
        </MenuLink>
        <MenuLink href={PATHS.digests} icon={<Mail aria-hidden className="size-4" />}>
          Papers by email
        </MenuLink>
        <MenuLink href={PATHS.settings} icon={<Settings aria-hidden className="size-4" />}>
          Settings
        </MenuLink>
        <MenuSubmit action={PATHS.signOut} icon={<LogOut aria-hidden className="size-4" />}>
          Sign out
        </MenuSubmit>
      </Menu>
    </>
  );
}
