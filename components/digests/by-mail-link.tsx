import { LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { PATHS, withQuery } from "@/server/platform/web/addresses";

interface Props {
  /** The source to choose, as the form's parameters name it. */
  about: { topic: string } | { author: string } | { group: string } | { q: string };
  children: string;
}

/** A link to a new subscription with this source; for public sources, the page asks guests for an address. */
export function ByMailLink({ about, children }: Props) {
  return (
    <LinkButton href={withQuery(PATHS.newSubscription, about)} size="small" rel="nofollow">
      <Icon of="lucide--mail" className="size-4" />
      {children}
    </LinkButton>
  );
}
