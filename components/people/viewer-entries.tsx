"use client";

import { Icon } from "@/components/ui/icons/icon";
import { MenuLink, MenuSubmit } from "@/components/ui/menu";
import { PATHS } from "@/server/platform/web/addresses";

/** The entries of the viewer's menu. */
export function Entries() {
  return (
    <>
      <MenuLink href={PATHS.desk} icon={<Icon of="lucide--notebook-text" className="size-4" />}>
        My desk
      </MenuLink>
      <MenuLink href={PATHS.shelves} icon={<Icon of="lucide--bookmark" className="size-4" />}>
        Shelves
      </MenuLink>
      <MenuLink href={PATHS.newPaper} icon={<Icon of="lucide--file-plus" className="size-4" />}>
        Add a paper
      </MenuLink>
      <MenuLink href={PATHS.digests} icon={<Icon of="lucide--mail" className="size-4" />}>
        Papers by email
      </MenuLink>
      <MenuLink href={PATHS.settings} icon={<Icon of="lucide--settings" className="size-4" />}>
        Settings
      </MenuLink>
      <MenuSubmit action={PATHS.signOut} icon={<Icon of="lucide--log-out" className="size-4" />}>
        Sign out
      </MenuSubmit>
    </>
  );
}
