import { Users } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Entrance, type GroupHead as Head } from "./entrance";
import { GroupTabs } from "./group-tabs";
import { GroupTitle } from "./group-title";
import { VisibilityBadge } from "./visibility-badge";
import { membersInWords, ROLES, wayIn } from "./words";

/** What stands above every page of a group. @param guest whether nobody is signed in */
export function GroupHead({ head, guest }: { head: Head; guest: boolean }) {
  const { slug, name, description, memberCount, visibility, role, asking, may } = head;
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-8 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 flex-1 basis-80">
          <GroupTitle slug={slug} name={name} description={description} />
          <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-muted text-sm">
            <Link
              href={`/groups/${slug}/members`}
              className="inline-flex min-h-6 items-center gap-1.5 hover:underline"
            >
              <Users aria-hidden className="size-4" />
              {membersInWords(memberCount)}
            </Link>
            <VisibilityBadge visibility={visibility} />
            {role ? <Badge>You: {ROLES[role].toLowerCase()}</Badge> : <span>{wayIn(head)}</span>}
          </p>
        </div>
        <Entrance head={head} guest={guest} />
      </div>
      <GroupTabs slug={slug} member={role !== null} organizer={may.organize} asking={asking} />
    </div>
  );
}
