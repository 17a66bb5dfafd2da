import { Badge } from "@/components/ui/badge";
import { Button, LinkButton } from "@/components/ui/button";
import type { PaperCard } from "@/server/papers/schema";
import { paperPath } from "@/server/platform/web/addresses";
import { PaperTitle } from "../paper-title";
import { authorsInWords } from "../words";
import type { PaperUse } from "./use";

/** The papers that a group knows, by id. */
export interface KnownInGroup {
  waiting: string[];
  chosen: string[];
}

interface Props {
  paper: PaperCard;
  use: PaperUse;
  known: KnownInGroup | undefined;
  /** How it came into the list; says "Added", for example. */
  note?: string | undefined;
}

/** A paper of the catalogue, with what can be done with it. */
export function KnownPaper({ paper, use, known, note }: Props) {
  const { id, slug, authors, authorCount } = paper;
  const isWaiting = known?.waiting.includes(id) ?? false;
  const before = known?.chosen.includes(id) ?? false;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
      <div className="min-w-0 flex-1 basis-56">
        <p id={`paper-${id}`} className="break-words font-serif leading-snug">
          <PaperTitle of={paper} />
        </p>
        <p className="text-muted text-sm">{authorsInWords(authors, authorCount)}</p>
        {note ? <p className="text-sm">{note}</p> : null}
        {before ? <Badge>Chosen before</Badge> : null}
      </div>
      {!use.take ? (
        <LinkButton href={paperPath(slug)} aria-describedby={`paper-${id}`}>
          Open
        </LinkButton>
      ) : isWaiting ? (
        <Badge>Nominated</Badge>
      ) : (
        <div className="flex flex-wrap gap-2">
          {use.more ? (
            <Button
              variant="quiet"
              aria-describedby={`paper-${id}`}
              onClick={() => use.more?.onTake(paper, before)}
            >
              {use.more.word}
            </Button>
          ) : null}
          <Button aria-describedby={`paper-${id}`} onClick={() => use.onTake?.([paper], before)}>
            {use.take}
          </Button>
        </div>
      )}
    </div>
  );
}
