"use client";

import { Choice } from "@/components/ui/fields/choice";
import { TextField } from "@/components/ui/fields/field";
import { MoreChoices } from "@/components/ui/fields/more-choices";
import type { BallotChoices } from "@/server/ballots/schema";
import { seatsPromiseOf } from "@/server/ballots/tally/seats/rules";
import {
  choicesInWords,
  ELECTORATES,
  LISTS,
  papersInWords,
  QUORUM_MISSED,
  RESULT_VISIBILITIES,
  SECRECY,
  seatsOf,
  TIE_BREAKS,
} from "../choice-words";
import { RuleChooser } from "./rule-chooser";

interface Props {
  choices: BallotChoices;
  onChange(changed: Partial<BallotChoices>): void;
  /** The error of the quorum field. */
  quorumError: string | null;
}

/** Fields for the choices of a ballot: the rule, and everything else behind a fold. */
export function ChoiceFields({ choices, onChange, quorumError }: Props) {
  const { rule, seats, tieBreak, electorate, candidateList, sight, secret, quorum, quorumMissed } =
    choices;
  return (
    <div className="grid gap-3">
      <RuleChooser
        rule={rule}
        onChange={(next) =>
          onChange({ rule: next, ...(seatsPromiseOf(next) === "one" ? { seats: 1 } : {}) })
        }
      />
      <MoreChoices
        title={`Papers to choose: ${papersInWords(seats)}`}
        now={seatsOf(rule)[seats - 1]?.sentence}
      >
        <Choice
          legend="How many papers the ballot chooses"
          options={seatsOf(rule)}
          value={String(seats)}
          onChange={(next) => onChange({ seats: Number(next) })}
        />
      </MoreChoices>
      <MoreChoices title="More options" now={`${choicesInWords(choices)}.`}>
        <Choice
          legend="Secret or by name"
          options={SECRECY}
          value={secret ? "secret" : "names"}
          onChange={(next) => onChange({ secret: next === "secret" })}
        />
        <Choice
          legend="When results are shown"
          options={RESULT_VISIBILITIES}
          value={sight}
          onChange={(next) => onChange({ sight: next })}
        />
        <Choice
          legend="Who can vote"
          options={ELECTORATES}
          value={electorate}
          onChange={(next) => onChange({ electorate: next })}
        />
        <Choice
          legend="Adding papers while the ballot is open"
          options={LISTS}
          value={candidateList}
          onChange={(next) => onChange({ candidateList: next })}
        />
        <Choice
          legend="How ties are broken"
          options={TIE_BREAKS}
          value={tieBreak}
          onChange={(next) => onChange({ tieBreak: next })}
        />
        <div className="max-w-xs">
          <TextField
            label="Quorum"
            hint="With fewer votes than this, the ballot does not count. Leave empty for no quorum."
            inputMode="numeric"
            type="number"
            min={1}
            value={quorum ?? ""}
            onChange={({ target }) =>
              onChange({ quorum: target.value === "" ? null : Number(target.value) })
            }
            error={quorumError}
          />
        </div>
        {quorum === null ? null : (
          <Choice
            legend="If the quorum is missed"
            options={QUORUM_MISSED}
            value={quorumMissed}
            onChange={(next) => onChange({ quorumMissed: next })}
          />
        )}
      </MoreChoices>
    </div>
  );
}
