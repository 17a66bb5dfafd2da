"use client";

import { Choice } from "@/components/ui/fields/choice";
import { MoreChoices } from "@/components/ui/fields/more-choices";
import type { BallotChoices } from "@/server/ballots/schema";
import { GOOD_FOR, RULE_NAMES, VOTING_ACTIONS } from "../rule-words";

type Rule = BallotChoices["rule"];

const KINDS: { legend: string; rules: Rule[] }[] = [
  { legend: "Without ranking", rules: ["approval", "plurality"] },
  { legend: "With scores", rules: ["score", "star"] },
  { legend: "With ranking", rules: ["irv", "schulze", "ranked-pairs", "borda"] },
  {
    legend: "Fair over time: members whose papers keep losing get a turn",
    rules: ["perpetual-consensus", "perpetual-pav", "perpetual-quota"],
  },
];

interface Props {
  rule: Rule;
  onChange(rule: Rule): void;
}

/** Chooses the voting rule; each says what it is good for. */
export function RuleChooser({ rule, onChange }: Props) {
  return (
    <MoreChoices
      title={`Voting rule: ${RULE_NAMES[rule]}`}
      now={`${VOTING_ACTIONS[rule]} ${GOOD_FOR[rule]}`}
    >
      {KINDS.map(({ legend, rules }) => (
        <Choice
          key={legend}
          legend={legend}
          options={rules.map((value) => ({
            value,
            label: RULE_NAMES[value],
            sentence: `${GOOD_FOR[value]} ${VOTING_ACTIONS[value]}`,
          }))}
          value={rule}
          onChange={onChange}
        />
      ))}
    </MoreChoices>
  );
}
