import { USUAL_TITLE } from "@/components/ballots/words";
import { PaperTitle } from "@/components/papers/paper-title";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { type Running, WHILE_RUNNING } from "@/server/groups/ending/rules";
import { ballotPath, datePollPath, meetingPath } from "@/server/platform/web/addresses";

const PATHS_OF = { ballot: ballotPath, meeting: meetingPath, poll: datePollPath };
/** Words before the time. A poll may have closed and wait for a decision. */
const BEFORE_TIME = { ballot: ", open until ", meeting: ", ", poll: null };

interface Props {
  group: string;
  running: readonly Running[];
  timeZone: string;
}

/** Says why a group cannot be archived yet, with links to what runs in it. */
export function StillRunning({ group, running, timeZone }: Props) {
  return (
    <>
      <p>This group cannot be archived yet.</p>
      <ul className="mt-2 grid gap-2">
        {running.map(({ kind, id, at, ...shown }) => (
          <li key={id} className="border-line border-s-2 ps-3">
            {WHILE_RUNNING[kind]}
            <span className="block">
              <Link href={PATHS_OF[kind](group, id)} className="font-serif underline">
                {shown.title ? <PaperTitle of={shown} /> : USUAL_TITLE}
              </Link>
              {BEFORE_TIME[kind] ? (
                <span className="text-muted text-sm">
                  {BEFORE_TIME[kind]}
                  <When date={at} timeZone={timeZone} />
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
