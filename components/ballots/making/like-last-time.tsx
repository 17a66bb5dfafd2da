"use client";

import { useState } from "react";
import { dayInWords } from "@/components/meetings/words";
import { Button } from "@/components/ui/button";
import { choicesInWords } from "../choice-words";
import { RULE_NAMES } from "../rule-words";
import type { Choices } from "./ballot-defaults";

/** Two sets of choices, of which the form starts with the first. */
export interface Offered {
  last: Choices;
  usual: Choices;
}

interface Props extends Offered {
  onChoose(choices: Choices): void;
}

/** Says that the form starts like the group's last ballot, and leads to the site's usual choices and back. */
export function LikeLastTime({ last, usual, onChoose }: Props) {
  const [like, setLike] = useState<keyof Offered>("last");
  const other = like === "last" ? "usual" : "last";
  const choices = { last, usual };
  const { rule, closesAt } = choices[like];
  return (
    <div className="rounded-lg bg-sunken px-4 py-3 text-sm">
      <p role="status">
        <span className="font-medium">
          {like === "last" ? "Like last time: " : "The usual choices: "}
        </span>
        {`${RULE_NAMES[rule]}, ${choicesInWords(choices[like])}, closes on ${dayInWords(closesAt.date)} at ${closesAt.time}.`}
      </p>
      <p className="mt-2">
        <Button
          size="small"
          onClick={() => {
            setLike(other);
            onChoose(choices[other]);
          }}
        >
          {like === "last" ? "Use the usual choices" : "Like last time"}
        </Button>
      </p>
    </div>
  );
}
