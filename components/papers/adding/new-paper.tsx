import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { authorsInWords } from "../words";
import type { Fetched, Fields } from "./use";

type Found = Extract<Fetched, { outcome: "found" }>;

/** Characters of the abstract that the card shows. */
const EXCERPT = 400;

interface Props {
  /** Names the title on the page. */
  id: string;
  fields: Fields;
  /** The words of its source; null if the fields are those of the pasted text. */
  fetched: Pick<Found, "source" | "status"> | null;
  /** The word on the button. */
  add: string;
  pending: boolean;
  onAdd(): void;
  onPutRight(): void;
}

/** A paper as its source or the pasted text describes it, before it is added. */
export function NewPaper({ id, fields, fetched, add, pending, onAdd, onPutRight }: Props) {
  const { title, authors, abstract } = fields;
  const status = fetched?.status;
  return (
    <div className="grid gap-2">
      <p className="text-muted text-sm">
        {fetched ? `New from ${fetched.source}` : "New, as you pasted it"}
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
