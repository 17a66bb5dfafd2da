import { Users } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { When } from "@/components/ui/when";
import { countInWords } from "@/server/platform/text/words";
import type { RouterOutputs } from "@/trpc/client";
import { VisibilityBadge } from "../visibility-badge";
import { VISIBILITIES } from "../words";

type Invitation = NonNullable<RouterOutputs["groups"]["invitation"]>;

interface Props {
  invitation: Invitation;
  /** The button that accepts the invitation. */
  children: ReactNode;
}

/** The group of an invitation. */
export function InvitationCard({ invitation, children }: Props) {
  const { name, description, memberCount, visibility, once, expiresAt } = invitation;
  return (
    <Card className="grid gap-4">
      <h2 className="font-semibold font-serif text-2xl leading-snug">
        <bdi>{name}</bdi>
      </h2>
      {description ? (
        <p dir="auto" className="max-w-[65ch] whitespace-pre-line">
          {description}
        </p>
      ) : null}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">
        <span className="inline-flex items-center gap-1.5">
          <Users aria-hidden className="size-4" />
          {countInWords(memberCount, "member")}
        </span>
        <VisibilityBadge visibility={visibility} />
        <span>{VISIBILITIES.find(({ value }) => value === visibility)?.sentence}</span>
      </p>
      {children}
      <p className="text-muted text-sm">
        {once
          ? "This invitation works once. You can accept it with any account, whatever address it was sent to."
          : "Anyone with this link can join."}{" "}
        It is valid until <When date={expiresAt} />.
      </p>
    </Card>
  );
}
