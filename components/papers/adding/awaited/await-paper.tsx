"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

/** Has the site wait for a paper that its source does not have yet. */
export function AwaitPaper({ text }: { text: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const waiting = useMutation(
    trpc.papers.await.mutationOptions({
      networkMode: "always",
      // The page may list what is waited for.
      onSuccess: () => router.refresh(),
    }),
  );
  if (waiting.isSuccess) {
    return (
      <p role="status" className="text-sm">
        The site looks for it again for a week, and adds it when it appears. You will be notified.{" "}
        <Link href={PATHS.add} className="underline">
          Papers you wait for
        </Link>
      </p>
    );
  }
  return (
    <div className="grid gap-2">
      <div>
        <Button
          variant="primary"
          pending={waiting.isPending}
          onClick={() => waiting.mutate({ text })}
        >
          Add it when it appears
        </Button>
      </div>
      {waiting.error ? (
        <p role="alert" className="text-danger text-sm">
          {sentenceOf(waiting.error)}
        </p>
      ) : null}
    </div>
  );
}
