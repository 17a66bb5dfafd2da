import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { groupPapersPath } from "@/server/platform/web/addresses";
import type { Readers } from "./group-readings";

interface Props {
  readers: Readers;
  /** Whether it ends where its line does, and says all when it is pointed at. */
  cut?: boolean;
}

/** The viewer's groups that have read a paper. */
export function ReadMark({ readers: { groups, more }, cut = false }: Props) {
  const others = more ? " and others" : "";
  return (
    <p
      className="flex min-h-7 items-center gap-1.5 text-muted text-sm"
      {...(cut ? { title: `Read in ${groups.map(({ name }) => name).join(", ")}${others}` } : {})}
    >
      <Icon of="lucide--book-check" className="size-4 shrink-0 text-accent" />
      <span className={cut ? "truncate" : undefined}>
        {"Read in "}
        {groups.map(({ slug, name }, at) => (
          <span key={slug}>
            {at > 0 ? ", " : null}
            <Link href={groupPapersPath(slug)} className="inline-block min-h-6 underline">
              <bdi>{name}</bdi>
            </Link>
          </span>
        ))}
        {others}
      </span>
    </p>
  );
}
