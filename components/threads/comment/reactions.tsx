"use client";

import { Button } from "@/components/ui/button";
import { Icon, type IconName } from "@/components/ui/icons/icon";
import { Menu, MenuAction } from "@/components/ui/menu";
import { countInWords } from "@/server/platform/text/words";
import { REACTIONS } from "@/server/threads/rules";
import type { ReactionKind, ShownReaction } from "@/server/threads/schema";

const KINDS: Record<ReactionKind, { words: string; icon: IconName }> = {
  agree: { words: "I agree", icon: "lucide--thumbs-up" },
  insightful: { words: "Insightful", icon: "lucide--lightbulb" },
  thanks: { words: "Thanks", icon: "lucide--handshake" },
  curious: { words: "I want to know too", icon: "lucide--circle-help" },
  celebrate: { words: "Hooray", icon: "lucide--party-popper" },
};

interface Props {
  reactions: readonly ShownReaction[];
  mayReact: boolean;
  onReact: (kind: ReactionKind, on: boolean) => void;
}

/** Reactions to a comment, with a menu to add one. */
export function Reactions({ reactions, mayReact, onReact }: Props) {
  return (
    <>
      {reactions.length > 0 ? (
        <ul aria-label="Reactions" className="flex flex-wrap gap-1 px-1">
          {reactions.map(({ kind, count, mine }) => {
            const { words, icon } = KINDS[kind];
            const counted = `${words}: ${countInWords(count, "person", "people")}`;
            const inside = (
              <>
                <Icon of={icon} className="size-4" />
                <span aria-hidden>{count}</span>
              </>
            );
            return (
              <li key={kind}>
                {mayReact ? (
                  <button
                    type="button"
                    title={words}
                    aria-pressed={mine}
                    aria-label={counted}
                    onClick={() => onReact(kind, !mine)}
                    className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line px-2.5 text-sm hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-sunken aria-pressed:font-semibold"
                  >
                    {inside}
                  </button>
                ) : (
                  <span
                    role="img"
                    title={words}
                    aria-label={counted}
                    className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line px-2.5 text-sm"
                  >
                    {inside}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      ) : null}
      {mayReact ? (
        <Menu
          trigger={
            <Button variant="quiet" size="small" className="min-h-10 min-w-10" aria-label="React">
              <Icon of="lucide--smile-plus" className="size-4" />
            </Button>
          }
        >
          {REACTIONS.map((kind) => {
            const { words, icon } = KINDS[kind];
            const mine = reactions.some((one) => one.kind === kind && one.mine);
            return (
              <MenuAction
                key={kind}
                icon={<Icon of={icon} className="size-4 shrink-0" />}
                onSelect={() => onReact(kind, !mine)}
              >
                {mine ? `${words} (undo)` : words}
              </MenuAction>
            );
          })}
        </Menu>
      ) : null}
    </>
  );
}
