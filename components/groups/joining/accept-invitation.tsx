"use client";

import { useMutation } from "@tanstack/react-query";
import { useViewer } from "@/components/people/viewer";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button, LinkButton } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { groupPath, joinPath, signInPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

/** The button that accepts an invitation, or the way to sign in first. */
export function AcceptInvitation({ token }: { token: string }) {
  const { viewer, pending } = useViewer();
  const trpc = useTRPC();
  const { go, refreshing } = useRefresh("groups", "nominations");
  const accept = useMutation(
    trpc.groups.acceptInvitation.mutationOptions({
      onSuccess({ slug, joined }) {
        toast.success(joined ? "Welcome to the group." : "You are already a member.");
        go(groupPath(slug));
      },
      onError: (error) => showRefusal(error),
    }),
  );
  if (pending) return <Skeleton className="h-10 w-44" />;
  if (!viewer) {
    return (
      <div>
        <LinkButton variant="primary" href={signInPath(joinPath(token))}>
          Sign in to accept
        </LinkButton>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button
        variant="primary"
        pending={accept.isPending || refreshing}
        onClick={() => accept.mutate({ token })}
      >
        Join the group
      </Button>
      <p className="text-muted text-sm">
        You join as <bdi>{viewer.name}</bdi>.
      </p>
    </div>
  );
}
