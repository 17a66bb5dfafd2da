import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { groupFilePath, groupSettingsPath } from "@/server/platform/web/addresses";
import type { GroupHead } from "../joining/entrance";

const BAR = "mt-4 rounded-lg border border-danger bg-surface px-4 py-3";
const LINK = "text-accent underline";

/** Says that a group is archived, or will be deleted and when. Nothing for all others. */
export function GroupState({
  head: { slug, timeZone, archivedAt, endsAt, may },
}: {
  head: GroupHead;
}) {
  return (
    <>
      {archivedAt ? (
        <p role="status" className="mt-4 rounded-lg border border-line bg-surface px-4 py-3">
          This group has been archived since{" "}
          <When date={archivedAt} timeZone={timeZone} kind="date" />. Everything can be read, and
          nothing changes.
        </p>
      ) : null}
      {endsAt ? (
        <p role="status" className={BAR}>
          This group will be deleted on <When date={endsAt} timeZone={timeZone} />. Until then you
          can{" "}
          <a href={groupFilePath(slug)} download className={LINK}>
            download everything
          </a>
          .{" "}
          {may.own ? (
            <Link href={groupSettingsPath(slug, "ending")} className={LINK}>
              Keep it after all
            </Link>
          ) : (
            "Its owner can still take this back."
          )}
        </p>
      ) : null}
    </>
  );
}
