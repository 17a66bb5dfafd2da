"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { SuspendMember } from "@/components/moderation/suspensions/suspend-member";
import { Avatar } from "@/components/people/avatar";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { When } from "@/components/ui/times/when";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import type { GroupHead } from "../joining/entrance";
import { ROLES } from "../words";
import { ConfirmMemberAction, type Member, type MemberAction } from "./member-action";
import { MemberMenu } from "./member-menu";

interface Props {
  head: GroupHead;
  members: Member[];
  timeZone: string;
}

/** The members with their roles. The owner changes roles, and organizers remove members. */
export function MemberList({ head, members, timeZone }: Props) {
  const { slug: group, may } = head;
  const trpc = useTRPC();
  const { refresh } = useRefresh("groups", "nominations");
  // The text stays while the dialog closes, so the question and its visibility are separate states.
  const [action, setAction] = useState<MemberAction | null>(null);
  const [asking, setAsking] = useState(false);
  const [suspending, setSuspending] = useState<Member | null>(null);
  const [suspends, setSuspends] = useState(false);
  // The element that gets the focus back when the dialog closes.
  const opener = useRef<HTMLElement | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const callbacks = (message: string) => ({
    onSuccess() {
      toast.success(message);
      refresh();
    },
    onError: (error: unknown) => showRefusal(error),
  });
  const setRole = useMutation(trpc.groups.setRole.mutationOptions(callbacks("Role changed.")));
  const remove = useMutation(
    trpc.groups.removeMember.mutationOptions(callbacks("Member removed.")),
  );
  const handOver = useMutation(
    trpc.groups.handOver.mutationOptions(callbacks("The group has a new owner.")),
  );
  const restoreFocus = () =>
    (opener.current?.isConnected ? opener.current : heading.current)?.focus();
  if (members.length === 0) return <Empty title="No members on this page" />;
  return (
    <section aria-labelledby="members">
      <h2 id="members" ref={heading} tabIndex={-1} className="sr-only">
        Members of the group
      </h2>
      {may.own ? (
        <p className="mb-4 max-w-[65ch] text-muted text-sm">
          You own this group. Organizers can open ballots, plan meetings and let people in. If you
          want to leave, hand the group over to another member first.
        </p>
      ) : null}
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {members.map((member) => (
          <li key={member.handle} className="flex min-h-14 items-center gap-3 px-4 py-2">
            <Avatar name={member.name} handle={member.handle} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2">
                <bdi className="font-medium">{member.name}</bdi>
                <span className="text-muted text-sm">@{member.handle}</span>
                {member.me ? <span className="text-muted text-sm">(you)</span> : null}
              </p>
              <p className="text-muted text-sm">
                since <When date={member.joinedAt} timeZone={timeZone} kind="date" />
              </p>
            </div>
            {member.role === "member" ? null : <Badge>{ROLES[member.role]}</Badge>}
            <MemberMenu
              member={member}
              onSetRole={(role) => setRole.mutate({ group, handle: member.handle, role })}
              onAsk={(kind, from) => {
                opener.current = from;
                if (kind === "suspend") {
                  setSuspending(member);
                  setSuspends(true);
                  return;
                }
                setAction({ kind, member });
                setAsking(true);
              }}
            />
          </li>
        ))}
      </ul>
      {suspending ? (
        <SuspendMember
          group={group}
          person={suspending}
          open={suspends}
          onOpenChange={setSuspends}
          onClosed={restoreFocus}
        />
      ) : null}
      {action ? (
        <ConfirmMemberAction
          action={action}
          head={head}
          open={asking}
          onOpenChange={setAsking}
          onClosed={restoreFocus}
          onRemove={({ handle }) => remove.mutate({ group, handle })}
          onHandOver={({ handle }) => handOver.mutate({ group, handle })}
        />
      ) : null}
    </section>
  );
}
