import { Globe, Link2, Lock } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Visibility } from "@/server/groups/policy";
import { VISIBILITIES } from "./words";

const ICONS = { public: Globe, unlisted: Link2, private: Lock };

/** The visibility of a group, in a word. */
export function VisibilityBadge({ visibility }: { visibility: Visibility }) {
  const Icon = ICONS[visibility];
  return (
    <Badge>
      <Icon aria-hidden className="mr-1 size-3" />
      {VISIBILITIES.find(({ value }) => value === visibility)?.label}
    </Badge>
  );
}
