"use client";

import { FilePlus, LogOut, Mail, NotebookText, Settings } from "lucide-react";
import { Bell, useUnread } from "@/components/notifications/bell";
import { Button, LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/links/link";
import { Menu, MenuLink, MenuSubmit } from "@/components/ui/menu";
import { Skeleton } from "@/components/ui/skeleton";
import { PATHS } from "@/server/platform/web/addresses";
import { useViewer } from "./viewer";

/** The viewer's corner of the header: their name and its menu, or the link to sign in. */
export function ViewerMenu() {
  const { viewer, pending } = useViewer();
  const unread = useUnread(viewer !== null);
  if (pending) {
    return (
      <>
        <Skeleton className="h-8 w-28" />
        <noscript>
          <Link href={PATHS.signIn}>Sign in</Link>
        </noscript>
      </>
    );
  }
  if (!viewer) {
    return (
      <LinkButton href={PATHS.signIn} size="small" variant="primary">
        Sign in
      </LinkButton>
    );
  }
  return (
    <>
      <Bell count={unread} />
      <Menu
        trigger={
          <Button variant="quiet" size="small" className="max-w-44" aria-label="Your menu">
            <bdi className="truncate">{viewer.name}</bdi>
          </Button>
        }
      >
        <MenuLink href={PATHS.desk} icon={<NotebookText aria-hidden className="size-4" />}>
          My desk
        </MenuLink>
        <MenuLink href={PATHS.newPaper} icon={<FilePlus aria-hidden className="size-4" />}>
          Add a paper
        </MenuLink>
        <MenuLink href={PATHS.digests} icon={<Mail aria-hidden className="size-4" />}>
          Digests
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
