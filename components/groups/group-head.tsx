"use client";

import { ByMailLink } from "@/components/digests/by-mail-link";
import { Follow } from "@/components/notifications/follow";
import { CommentText } from "@/components/threads/comment/comment-text";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { countInWords } from "@/server/platform/text/words";
import { groupModerationPath, membersPath } from "@/server/platform/web/addresses";
import { GroupTabs } from "./group-tabs";
import { GroupTitle } from "./group-title";
import { Entrance, type GroupHead as Head } from "./joining/entrance";
import { ManageLinks } from "./manage-links";
import { OnOverview } from "./on-overview";
import { GroupState } from "./settings/group-state";
import { VisibilityBadge } from "./visibility-badge";
import { ROLES, wayToJoin } from "./words";

/** The header of every page of a group. @param guest whether nobody is signed in */
export function GroupHead({ head, guest }: { head: Head; guest: boolean }) {
  const { slug, name, descriptionHtml, memberCount, visibility, role, may } = head;
  // The browser gets the description once.
  const { description: _, descriptionHtml: _html, ...entering } = head;
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-4 sm:px-6">
      <div className="flex items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 self-center">
          <GroupTitle slug={slug} name={name} />
        </div>
        {may.organize || may.own ? (
          <ManageLinks slug={slug} moderates={may.organize} reports={head.reports} />
        ) : null}
        {role ? null : <Entrance head={entering} guest={guest} />}
      </div>
      <OnOverview>
        {descriptionHtml ? (
          <div dir="auto" className="mt-2 max-w-[65ch] text-muted">
            <CommentText html={descriptionHtml} />
          </div>
        ) : null}
        <div className="mt-3 mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-muted text-sm">
            <Link
              href={membersPath(slug)}
              className="inline-flex min-h-6 items-center gap-1.5 hover:underline"
            >
              <Icon of="lucide--users" className="size-4" />
              {countInWords(memberCount, "member")}
            </Link>
            <VisibilityBadge visibility={visibility} />
            {role ? (
              <Badge>You: {ROLES[role].toLowerCase()}</Badge>
            ) : (
              <span>{wayToJoin(head)}</span>
            )}
          </p>
          {role ? (
            <div className="flex flex-wrap items-center gap-2">
              <ByMailLink about={{ group: slug }}>Get by email</ByMailLink>
              <Follow what={{ thing: "group", id: slug }} />
              <Entrance head={entering} guest={guest} />
            </div>
          ) : null}
        </div>
      </OnOverview>
      {head.suspended ? (
        <p role="status" className="mt-4 rounded-lg border border-danger bg-surface px-4 py-3">
          You are suspended from this group and cannot take part for now.{" "}
          <Link href={groupModerationPath(slug)} className="text-accent underline">
            See why and until when
          </Link>
        </p>
      ) : null}
      <GroupState head={head} />
      <GroupTabs slug={slug} member={role !== null} asking={head.asking} />
    </div>
  );
}
