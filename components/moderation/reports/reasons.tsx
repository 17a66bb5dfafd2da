import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";

interface Props {
  reports: readonly { key: string; name: string; reason: string; at?: Date }[];
  /** Reports beyond those. */
  more: number;
  timeZone?: string | null;
}

/** Reasons for which something was reported, and the people who gave them. */
export function Reasons({ reports, more, timeZone = null }: Props) {
  return (
    <ul className="grid gap-1 text-sm">
      {reports.map(({ key, name, reason, at }) => (
        <li key={key}>
          <span className="text-muted">
            <bdi>{name}</bdi>
            {at ? (
              <>
                , <When date={at} timeZone={timeZone} />
              </>
            ) : null}
            :
          </span>{" "}
          <span dir="auto" className="whitespace-pre-line break-words">
            {reason}
          </span>
        </li>
      ))}
      {more > 0 ? <li className="text-muted">and {countInWords(more, "more report")}</li> : null}
    </ul>
  );
}
