import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { countInWords } from "@/server/platform/text/words";
import { groupPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { VisibilityBadge } from "./visibility-badge";
import { wayToJoin } from "./words";

type Group = RouterOutputs["groups"]["list"]["groups"][number];

/** A group in a list. The whole card leads to it. */
export function GroupCard({ group }: { group: Group }) {
  return (
    <Card className="relative flex h-full flex-col gap-2 hover:border-accent">
      <h2 className="font-semibold font-serif text-xl leading-snug">
        <Link href={groupPath(group.slug)} className="no-underline after:absolute after:inset-0">
          <bdi>{group.name}</bdi>
        </Link>
      </h2>
      {group.excerpt ? (
        <p dir="auto" className="text-muted">
          {group.excerpt}
        </p>
      ) : null}
      <p className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-1 pt-1 text-muted text-sm">
        <span className="inline-flex items-center gap-1.5">
          <Icon of="lucide--users" className="size-4" />
          {countInWords(group.memberCount, "member")}
        </span>
        <VisibilityBadge visibility={group.visibility} />
        <span>{wayToJoin(group)}</span>
      </p>
    </Card>
  );
}
