import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";
import { WatchActions } from "./watch-actions";
import { PLACE_WORDS, runInWords, stateInWords, type Watch } from "./words";

interface Props {
  group: string | null;
  watch: Watch;
  timeZone: string;
}

/** A watch: its place, how its last run went, and what can be done with it. */
export function WatchRow({ group, watch, timeZone }: Props) {
  const { name, kind, query, perDay, ranAt, nextAt, pausedAt, stoppedAt } = watch;
  const state = stateInWords(watch);
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h3 className="wrap-anywhere font-semibold">
            <bdi>{name}</bdi>
          </h3>
          <p className="wrap-anywhere text-muted text-sm">
            {PLACE_WORDS[kind]}: {query} · at most {countInWords(perDay, "paper")} a day
          </p>
        </div>
        {state ? (
          <span role="status">
            <Badge>{state}</Badge>
          </span>
        ) : null}
      </div>
      <p className="mt-2 text-sm">
        {runInWords(watch)}
        {ranAt ? (
          <span className="text-muted">
            {" "}
            Last looked <When date={ranAt} timeZone={timeZone} />
            {pausedAt || stoppedAt ? null : (
              <>
                , next <When date={nextAt} timeZone={timeZone} />
              </>
            )}
            .
          </span>
        ) : null}
      </p>
      <WatchActions group={group} watch={watch} />
    </Card>
  );
}
