"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import { keepIntent, takeIntent } from "@/components/people/sign-in/intent";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button, LinkButton } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icons/icon";
import { toast } from "@/components/ui/toast";
import { groupPath, PATHS, signInPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

// With its form and the rules of its fields, which hardly anybody needs who looks at a group.
const AskToJoin = dynamic(() => import("./ask-to-join").then(({ AskToJoin }) => AskToJoin));

export type GroupHead = RouterOutputs["groups"]["head"];

/** The part of a group's header that its buttons need. */
type Entering = Omit<GroupHead, "description" | "descriptionHtml">;

/** The buttons to join or leave a group. */
export function Entrance({ head, guest }: { head: Entering; guest: boolean }) {
  const { slug, may, asked } = head;
  if (guest && (may.join || may.ask)) {
    return (
      <LinkButton
        href={signInPath(groupPath(slug))}
        variant="primary"
        rel="nofollow"
        onClick={() => keepIntent(may.join ? "join" : "ask", slug)}
      >
        {may.join ? "Sign in to join" : "Sign in to ask to join"}
      </LinkButton>
    );
  }
  if (may.join) return <Join slug={slug} />;
  if (may.ask) return <AskToJoin slug={slug} />;
  if (asked) {
    return (
      <p className="flex min-h-10 items-center gap-1.5 text-muted text-sm">
        <Icon of="lucide--clock" className="size-4" />
        You have asked to join. An organizer will get back to you.
      </p>
    );
  }
  return may.leave ? <Leave head={head} /> : null;
}

function Join({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh("groups", "nominations");
  const join = useMutation(
    trpc.groups.join.mutationOptions({
      onSuccess() {
        toast.success("You are now a member.");
        refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  const { mutate } = join;
  useEffect(() => {
    if (takeIntent("join", slug)) mutate({ group: slug });
  }, [slug, mutate]);
  return (
    <Button
      variant="primary"
      pending={join.isPending || refreshing}
      onClick={() => join.mutate({ group: slug })}
    >
      Join
    </Button>
  );
}

const BACK = {
  open: "You can join again at any time.",
  request: "To come back, you will have to ask to join.",
  invitation: "To come back, you will need an invitation.",
};

function Leave({ head: { slug, name, visibility, joinPolicy } }: { head: Entering }) {
  const trpc = useTRPC();
  const { refresh, go, refreshing } = useRefresh("groups", "nominations");
  const hidden = visibility === "private";
  const leave = useMutation(
    trpc.groups.leave.mutationOptions({
      onSuccess() {
        toast.success("You have left the group.");
        // People who have left a private group can no longer see it.
        if (hidden) go(PATHS.groups);
        else refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  return (
    <Confirm
      trigger={
        <Button size="small" pending={leave.isPending || refreshing}>
          Leave
        </Button>
      }
      title="Leave this group?"
      action="Leave"
      danger
      onConfirm={() => leave.mutate({ group: slug })}
    >
      <p>
        You are leaving <bdi>{name}</bdi>. Your vote on an open ballot is withdrawn; what you wrote
        stays. {BACK[hidden ? "invitation" : joinPolicy]}
      </p>
    </Confirm>
  );
}
