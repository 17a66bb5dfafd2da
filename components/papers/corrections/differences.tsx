import { type Changes, changedFields } from "@/server/papers/corrections/rules";
import { differenceBetween, fieldText, fieldTitle, type Part } from "./words";

/** Changed fields, each with what is gone and what is new. */
export function Differences({ changes }: { changes: Changes }) {
  return (
    <dl className="grid gap-3">
      {changedFields(changes).map((field) => (
        <div key={field}>
          <dt className="font-medium text-muted text-sm">{fieldTitle(field)}</dt>
          <dd className="wrap-anywhere whitespace-pre-line">
            <Difference
              before={fieldText(changes[field]?.before ?? "")}
              after={fieldText(changes[field]?.after ?? "")}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Two texts as one, with what is gone and what is new. */
export function Difference({ before, after }: { before: string; after: string }) {
  return differenceBetween(before, after).map(({ text, kind }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name
    <Piece key={at} text={text} kind={kind} />
  ));
}

function Piece({ text, kind }: Part) {
  if (kind === "gone") return <del className="bg-sunken text-danger">{text}</del>;
  if (kind === "new") return <ins className="bg-sunken font-medium no-underline">{text}</ins>;
  return text;
}
