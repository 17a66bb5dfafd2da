"use client";

import { useRef } from "react";
import { Icon } from "@/components/ui/icons/icon";
import { Menu, MenuAction } from "@/components/ui/menu";
import type { Member, MemberAction } from "./member-action";

interface Props {
  member: Member;
  onSetRole: (role: "member" | "organizer") => void;
  /** @param from the pressed element, to which the focus returns */
  onAsk: (kind: MemberAction["kind"] | "suspend", from: HTMLElement | null) => void;
}

/** The menu of actions on a member; absent without any. */
export function MemberMenu({ member: { name, role, may }, onSetRole, onAsk }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  if (!may.setRole && !may.handOver && !may.remove && !may.suspend) return null;
  const organizer = role === "organizer";
  const shield = organizer ? "lucide--shield-off" : "lucide--shield-check";
  return (
    <Menu
      trigger={
        <button
          ref={button}
          type="button"
          aria-label={`More actions for ${name}`}
          className="grid size-10 shrink-0 place-items-center rounded-md hover:bg-sunken"
        >
          <Icon of="lucide--more-horizontal" className="size-5" />
        </button>
      }
    >
      {may.setRole ? (
        <MenuAction
          icon={<Icon of={shield} className="size-4" />}
          onSelect={() => onSetRole(organizer ? "member" : "organizer")}
        >
          {organizer ? "Make a regular member" : "Make an organizer"}
        </MenuAction>
      ) : null}
      {may.handOver ? (
        <MenuAction
          icon={<Icon of="lucide--crown" className="size-4" />}
          onSelect={() => onAsk("handOver", button.current)}
        >
          Hand over the group
        </MenuAction>
      ) : null}
      {may.suspend ? (
        <MenuAction
          icon={<Icon of="lucide--ban" className="size-4" />}
          onSelect={() => onAsk("suspend", button.current)}
        >
          Suspend from the group
        </MenuAction>
      ) : null}
      {may.remove ? (
        <MenuAction
          icon={<Icon of="lucide--user-minus" className="size-4" />}
          onSelect={() => onAsk("remove", button.current)}
        >
          Remove from the group
        </MenuAction>
      ) : null}
    </Menu>
  );
}
