import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

interface Props {
  /** Since when the group can only be read. */
  archivedAt: Date | null;
  /** Says what only organizers can do. */
  title: string;
  href: string;
  /** The words of the link. */
  back: string;
}

/** Stands in the place of a form that the viewer cannot use, and says why. */
export function OrganizersOnly({ archivedAt, title, href, back }: Props) {
  return (
    <Empty title={archivedAt ? "This group is archived, so nothing in it changes" : title}>
      <LinkButton href={href}>{back}</LinkButton>
    </Empty>
  );
}
