"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icons/icon";
import { When } from "@/components/ui/times/when";
import { toast } from "@/components/ui/toast";
import { countInWords } from "@/server/platform/text/words";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { Row, Rows } from "./rows";

type Digest = RouterOutputs["mail"]["digests"]["rows"][number];
type List = "waiting" | "failed" | "sent";

interface Props {
  digests: Digest[];
  list: List;
  timeZone: string;
}

const EMPTY_WORDS: Record<List, string> = {
  waiting: "Every digest that was due has been sent.",
  failed: "Digests that could not be sent appear here, with the reason.",
  sent: "Sent digests appear here.",
};

/** Digests that are waiting, failed or sent; failed ones can be retried. */
export function DigestRows({ digests, list, timeZone }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const top = useRef<HTMLDivElement>(null);
  const again = useMutation(
    trpc.mail.retryRecent.mutationOptions({
      onSuccess({ retried }) {
        toast.success(
          retried === 0
            ? "No digest from the last day can be tried again."
            : `${countInWords(retried, "digest")} will be tried again.`,
        );
        top.current?.focus();
        refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  if (digests.length === 0) return <Empty title="Nothing here">{EMPTY_WORDS[list]}</Empty>;
  return (
    <div ref={top} tabIndex={-1} className="grid grid-cols-1 gap-4">
      {digests.some(({ retriable }) => retriable) ? (
        <div>
          <Button pending={again.isPending} onClick={() => again.mutate()}>
            <Icon of="lucide--rotate-ccw" className="size-4" />
            Retry all from the last day
          </Button>
        </div>
      ) : null}
      <Rows>
        {digests.map((digest) => (
          <OneDigest
            key={digest.id}
            digest={digest}
            timeZone={timeZone}
            onGone={() => top.current?.focus()}
          />
        ))}
      </Rows>
    </div>
  );
}

interface OneProps {
  digest: Digest;
  timeZone: string;
  onGone: () => void;
}

function OneDigest({ digest, timeZone, onGone }: OneProps) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const { id, email, person, dueAt, tryAt, sentAt, failedAt, tries, failure, items } = digest;
  const retry = useMutation(
    trpc.mail.retry.mutationOptions({
      onSuccess() {
        toast.success("This digest will be tried again.");
        onGone();
        refresh();
      },
      onError(error) {
        showRefusal(error);
        refresh();
      },
    }),
  );
  const at = sentAt ?? failedAt ?? tryAt;
  return (
    <Row
      title={email ?? "no longer has an address"}
      name={person?.name ?? null}
      words={failure}
      action={
        digest.retriable ? (
          <Button
            size="small"
            className="min-h-10"
            pending={retry.isPending}
            onClick={() => retry.mutate({ digestId: id })}
          >
            <Icon of="lucide--rotate-ccw" className="size-4" />
            Try again<span className="sr-only"> to {email}</span>
          </Button>
        ) : null
      }
    >
      {at ? (
        <>
          {sentAt ? "Sent" : failedAt ? "Given up" : tries > 0 ? "Next try" : "Waiting since"}{" "}
          <When date={at} timeZone={timeZone} />
          {" · "}
        </>
      ) : null}
      due <When date={dueAt} timeZone={timeZone} />
      {` · ${countInWords(items, "item")}`}
      {tries > 0 ? ` · ${countInWords(tries, "try", "tries")}` : ""}
    </Row>
  );
}
