import { Wide } from "@/components/ui/wide";
import { countInWords, pluralOf } from "@/server/platform/text/words";
import type { RouterOutputs } from "@/trpc/client";
import { RULE_NAMES } from "../rule-words";
import { Carried } from "./carried";
import { ShareBars } from "./pictures/share-bars";

type Found = RouterOutputs["ballots"]["fairness"];

interface Props {
  fairness: Found;
  /** The viewer's zone. */
  timeZone: string | null;
}

/** How often each member's choice has won, and the weights that members carry. */
export function Fairness({ fairness, timeZone }: Props) {
  const { weights } = fairness;
  return (
    <>
      <section aria-labelledby="shares">
        <h2 id="shares" className="mb-2 font-semibold font-serif text-xl">
          How often a paper that a member ticked was chosen
        </h2>
        <Shares fairness={fairness} />
      </section>
      <Carried weights={weights} timeZone={timeZone}>
        {weights ? (
          <p className="mt-3 text-muted text-sm">
            {RULE_NAMES[weights.rule]}, {countInWords(weights.ballots.length, "ballot")}. Members
            who had not voted yet keep the starting value.
          </p>
        ) : null}
      </Carried>
    </>
  );
}

function Shares({
  fairness: { ballots, named, members, hidden, unlisted },
}: Pick<Props, "fairness">) {
  const rows = members.map(({ mine, person, voted, won, plain }, at) => ({
    key: `row${at}`,
    mine,
    voted,
    timesWon: won,
    timesPlain: plain,
    name: mine ? "You" : (person?.name ?? "A member"),
    won: Math.round((100 * won) / voted),
    plain: Math.round((100 * plain) / voted),
  }));
  // One ballot has only bars of nothing and of everything.
  const drawn = ballots > 1;
  return (
    <>
      <p className="mb-3 max-w-[65ch] text-muted">
        {countInWords(ballots, "closed ballot")} on which members tick papers.{" "}
        {drawn
          ? "The solid bar shows what happened; the hollow one shows what the same ticks would have chosen if each had always counted the same (plain approval)."
          : "Plain approval is what the same ticks would have chosen if each had counted the same. After the next such ballot, bars compare the members here."}
      </p>
      {drawn ? <ShareBars rows={rows} /> : null}
      <Wide label="The shares in numbers" className="mt-4">
        <table className="w-full max-w-3xl text-sm tabular-nums">
          <thead className="text-muted">
            <tr>
              {["Member", "Voted", "Their choice won", "By plain approval"].map((head, at) => (
                <th
                  key={head}
                  scope="col"
                  className={`whitespace-nowrap py-1.5 font-normal ${at === 0 ? "pe-3 text-start" : "ps-3 text-end"}`}
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, mine, voted, timesWon, timesPlain, won, plain }) => (
              <tr key={key} className="border-line border-t">
                <th
                  scope="row"
                  className={`min-w-24 py-1.5 pe-3 text-start ${mine ? "" : "font-normal"}`}
                >
                  <bdi>{name}</bdi>
                </th>
                <td className="whitespace-nowrap py-1.5 ps-3 text-end">{voted}</td>
                <td className="whitespace-nowrap py-1.5 ps-3 text-end">{`${timesWon} (${won}%)`}</td>
                <td className="whitespace-nowrap py-1.5 ps-3 text-end">{`${timesPlain} (${plain}%)`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <p className="mt-3 max-w-[65ch] text-muted text-sm">
        {named
          ? "All these ballots were by name."
          : "Votes are secret here, so other members are shown without names, in the order of their numbers."}
        {hidden > 0
          ? ` ${countInWords(hidden, "other member")} ${pluralOf(hidden, "is", "are")} not shown: with so few people or votes, you could tell who is who.`
          : ""}
        {unlisted > 0
          ? ` ${countInWords(unlisted, "more member")} voted; the first ${members.length} are listed.`
          : ""}
        {" Ballots that an organizer decided, or that missed the quorum, are not counted."}
      </p>
    </>
  );
}
