import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { authorsInWords } from "../words";
import type { Fetched, Fields } from "./use";

/** Characters of the abstract that the card shows. */
const EXCERPT = 400;

interface Props {
  /** Names the title on the page. */
  id: string;
  fields: Fields;
  fetched: Extract<Fetched, { outcome: "found" }>;
  /** The word on the button. */
  add: string;
  pending: boolean;
  onAdd(): void;
  onPutRight(): void;
}

/** A paper as its source describes it, before it is added. */
export function NewPaper({ id, fields, fetched, add, pending, onAdd, onPutRight }: Props) {
  const { title, authors, abstract } = fields;
  const { source, status } = fetched;
  return (
    <div className="grid gap-2">
      <p className="text-muted text-sm">
        New from {source}
        {status === "withdrawn" ? (
          <>
            {" "}
            <Badge>Withdrawn by its authors</Badge>
          </>
        ) : null}
        {status === "retracted" ? (
          <>
            {" "}
            <Badge>Retracted</Badge>
          </>
        ) : null}
      </p>
      <div>
        <p id={id} className="break-words font-semibold font-serif leading-snug">
          {title}
        </p>
        <p className="text-muted text-sm">{authorsInWords(authors.slice(0, 4), authors.length)}</p>
      </div>
      <p className="line-clamp-4 break-words text-sm">{(abstract ?? "").slice(0, EXCERPT)}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="quiet" aria-describedby={id} onClick={onPutRight}>
          Put it right
        </Button>
        <Button variant="primary" aria-describedby={id} pending={pending} onClick={onAdd}>
          {add}
        </Button>
      </div>
    </div>
  );
}
