import type { BallotChoices } from "@/server/ballots/schema";

/** An exact fraction such as "3/2" as people write numbers: "1.5", "about 0.33". */
export function numberInWords(fraction: string): string {
  const [above = "0", below = "1"] = fraction.split("/");
  const value = Number(above) / Number(below);
  const rounded = Math.round(value * 100) / 100;
  const exact = rounded * Number(below) === Number(above);
  return `${exact ? "" : "about "}${String(rounded).replace("-", "−")}`;
}

/** The weight that a member carries under a rule over time, in a sentence or two; empty for other rules. */
export function weightInWords(rule: BallotChoices["rule"], weight: string): string {
  const carries = numberInWords(weight);
  const value = Number(weight.split("/")[0]) / Number(weight.split("/")[1] ?? 1);
  switch (rule) {
    case "perpetual-consensus":
      if (value > 1)
        return `You have ${carries} credits: your papers have lost so far, so your ticks weigh more than those of members who just won.`;
      if (value === 1)
        return "You have 1 credit, as everyone does at first. Each time you vote, you gain one credit; when a paper you ticked wins, its voters pay for it together.";
      if (value > 0)
        return `You have ${carries} credits: a paper you ticked won recently. Each time you vote, you gain one credit.`;
      return `You have ${carries} credits: papers you ticked won recently, so your ticks weigh nothing this time. By voting, you gain one credit.`;
    case "perpetual-pav":
      if (value === 1)
        return "Your ticks weigh 1: no paper you ticked has won so far. After a win, they weigh less.";
      return `Your ticks weigh ${carries}: papers you ticked have won, and each win makes your next vote lighter.`;
    case "perpetual-quota":
      if (value > 0)
        return `You carry over ${carries}: your papers won less often than their support would suggest. This makes your ticks heavier this time.`;
      if (value === 0)
        return "You carry over nothing: so far, your papers won as often as their support would suggest. What your ticks weigh this time depends on how many members share your taste.";
      return `You carry over ${carries}: your papers won more often than their support would suggest. This makes your ticks lighter this time.`;
    default:
      return "";
  }
}
