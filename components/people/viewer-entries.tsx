"use client";

import { Bookmark, FilePlus, LogOut, Mail, NotebookText, Settings } from "lucide-react";
import { MenuLink, MenuSubmit } from "@/components/ui/menu";
import { PATHS } from "@/server/platform/web/addresses";

/** The entries of the viewer's menu. */
export function Entries() {
  return (
    <>
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
    </>
  );
}
