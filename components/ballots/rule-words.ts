import type { BallotChoices } from "@/server/ballots/schema";

type Rule = BallotChoices["rule"];

export const RULE_NAMES: Record<Rule, string> = {
  approval: "Approval",
  plurality: "First choice only",
  score: "Scores",
  star: "Scores with a runoff (STAR)",
  borda: "Points by rank (Borda)",
  irv: "Instant runoff",
  schulze: "One against one (Schulze)",
  "ranked-pairs": "One against one, step by step (ranked pairs)",
  "perpetual-consensus": "Fair over time: shared credits",
  "perpetual-pav": "Fair over time: lighter after each win",
  "perpetual-quota": "Fair over time: who lags behind weighs more",
};

/** What members do on the ballot. */
export const ANSWERING: Record<Rule, string> = {
  approval: "Members tick papers.",
  plurality: "Members choose one paper.",
  score: "Members give scores.",
  star: "Members give scores.",
  borda: "Members put papers in order.",
  irv: "Members put papers in order.",
  schulze: "Members put papers in order.",
  "ranked-pairs": "Members put papers in order.",
  "perpetual-consensus": "Members tick papers.",
  "perpetual-pav": "Members tick papers.",
  "perpetual-quota": "Members tick papers.",
};

/** What a rule is good for, in two sentences. */
export const GOOD_FOR: Record<Rule, string> = {
  approval:
    "The usual choice for a weekly paper: quick, and no order is needed. It picks what most people are fine with.",
  plurality:
    "For two papers, or a show of hands that everybody knows. With more, similar papers take each other’s votes.",
  score:
    "For groups that want to say how much they like a paper; the highest sum wins. Strong feelings count more, and so does who uses the whole scale.",
  star: "Scores for people who fear exaggeration: the two highest meet in a runoff that counts each vote once. It keeps most of what scores tell.",
  borda:
    "Finds what nobody minds among a handful of papers: every place earns points. Not for lists to which people may add papers just to change the points.",
  irv: "Where first choices matter most: the weakest paper drops out and its votes move on, until one has a majority. A middle paper that few put first can fall early.",
  schulze:
    "The result holds in every pairing: who beats all others one by one wins. Papers that resemble each other do no harm.",
  "ranked-pairs":
    "The same promise, told as a list: clear pairings stand first, and one that contradicts them is dropped. Choose it if people want to follow the result step by step.",
  "perpetual-consensus":
    "What we recommend to groups that meet for long: everybody gets a credit a week, and the side that wins pays for it together. A lasting minority gets its share, and nobody who votes waits for ever.",
  "perpetual-pav":
    "The simplest account: each win makes your next vote lighter, from 1 to ½ to ⅓. Fixed camps get their shares, but who won for long may then wait for long.",
  "perpetual-quota":
    "Fair by comparison: you are heavier the more your wins lag behind the support of what you like. Weeks in which all agree cost nobody anything.",
};

/** How votes become a winner. */
export const COUNTED: Record<Rule, string> = {
  approval:
    "Every member ticks as many papers as she likes; each tick is one approval, and the paper with the most wins. A vote without any tick is an abstention.",
  plurality:
    "Every member chooses one paper, and the paper with the most first choices wins. A vote without a choice is an abstention.",
  score:
    "Every member gives papers a score from 0 to 5; no score counts as 0. The paper with the highest sum wins. A vote without any score is an abstention.",
  star: "Every member gives papers a score from 0 to 5; no score counts as 0. The two papers with the highest sums go into a runoff, and the one that more members scored higher than the other wins.",
  borda:
    "Every member puts papers in order. A paper gets a point for each paper below it and half a point for each one level with it, from every vote; the most points win. Papers that are not ranked are level, below all that are.",
  irv: "Every member puts papers in order. Each vote counts for its first paper; as long as none has more than half, the paper with the fewest drops out and its votes move on to their next. A vote is shared where papers are level, and a vote whose papers are all out no longer counts.",
  schulze:
    "Every member puts papers in order. For each pair it is counted how many prefer the one to the other. A paper that beats all others one by one wins; where pairs run in a circle, the strongest chain of wins decides.",
  "ranked-pairs":
    "Every member puts papers in order. For each pair it is counted how many prefer the one to the other. The clearest results are fixed first, and one that would close a circle is left out; the paper that nothing fixed beats wins.",
  "perpetual-consensus":
    "Every member ticks papers, and a tick weighs as much as its member has credit. The heaviest paper wins. Its voters share a cost of one credit for each who voted, and then everybody who voted gets one credit. Who has none weighs nothing for now.",
  "perpetual-pav":
    "Every member ticks papers, and a tick weighs what its member carries: 1 at first. The heaviest paper wins, and whoever ticked it weighs less the next time: ½, then ⅓, and so on.",
  "perpetual-quota":
    "Every member ticks papers. With each ballot her due grows by the share of voters behind her best supported paper, and she weighs what she is due less the times a paper of hers has won. The heaviest paper wins.",
};
