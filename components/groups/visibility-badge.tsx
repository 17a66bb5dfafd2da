import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icons/icon";
import type { Visibility } from "@/server/groups/policy";
import { VISIBILITY_LABELS } from "./words";

const ICONS = {
  public: "lucide--globe",
  unlisted: "lucide--link-2",
  private: "lucide--lock",
} as const;

/** The visibility of a group, in a word. */
export function VisibilityBadge({ visibility }: { visibility: Visibility }) {
  return (
    <Badge>
      <Icon of={ICONS[visibility]} className="mr-1 size-3" />
      {VISIBILITY_LABELS[visibility]}
    </Badge>
  );
}
