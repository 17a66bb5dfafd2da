import type { BallotChoices } from "@/server/ballots/schema";

type Rule = BallotChoices["rule"];

export const RULE_NAMES: Record<Rule, string> = {
  approval: "Approval",
  plurality: "First choice only",
  score: "Scores",
  star: "Scores with a runoff (STAR)",
  borda: "Points by rank (Borda)",
  irv: "Instant runoff",
  schulze: "Head to head (Schulze)",
  "ranked-pairs": "Head to head, step by step (ranked pairs)",
  "perpetual-consensus": "Fair over time: shared credits",
  "perpetual-pav": "Fair over time: lighter after each win",
  "perpetual-quota": "Fair over time: heavier for those who lag behind",
};

/** The action of a member on a ballot. */
export const VOTING_ACTIONS: Record<Rule, string> = {
  approval: "Members tick papers.",
  plurality: "Members choose one paper.",
  score: "Members give scores.",
  star: "Members give scores.",
  borda: "Members rank papers.",
  irv: "Members rank papers.",
  schulze: "Members rank papers.",
  "ranked-pairs": "Members rank papers.",
  "perpetual-consensus": "Members tick papers.",
  "perpetual-pav": "Members tick papers.",
  "perpetual-quota": "Members tick papers.",
};

/** The use of each rule, in two sentences. */
export const GOOD_FOR: Record<Rule, string> = {
  approval:
    "The usual choice for a weekly paper: quick, and no ranking is needed. It picks what most people are fine with.",
  plurality:
    "For two papers, or a show of hands that everyone knows. With more papers, similar ones split the vote.",
  score:
    "For groups that want to say how much they like each paper; the highest sum wins. Strong feelings count more, and so do people who use the whole scale.",
  star: "Scores for people who worry about exaggeration: the two highest papers meet in a runoff that counts each vote once. It keeps most of what scores express.",
  borda:
    "Finds what nobody minds among a handful of papers: every place earns points. Not for open lists, where people could add papers just to change the points.",
  irv: "For groups where first choices matter most: the weakest paper drops out and its votes move on, until one paper has a majority. A compromise that few people rank first can drop out early.",
  schulze:
    "The result holds in every pairing: a paper that beats each of the others head to head wins. Similar papers do each other no harm.",
  "ranked-pairs":
    "The same promise, told as a list: clear pairings are fixed first, and any that contradicts them is left out. Choose it if people want to follow the result step by step.",
  "perpetual-consensus":
    "Our recommendation for groups that keep meeting: everyone who votes gets one credit per ballot, and the winning side pays for its win together. A lasting minority gets its share, and nobody who votes waits forever.",
  "perpetual-pav":
    "The simplest to explain: each win makes your next vote lighter, from 1 to ½ to ⅓. Fixed camps get their shares, but people who won for a long time may then wait for a long time.",
  "perpetual-quota":
    "Fair by comparison: the further your wins lag behind the support for what you like, the more your vote weighs. Weeks when everyone agrees cost nobody anything.",
};

/** The way from votes to several papers; a rule over time chooses one. */
export const COUNTING_SEVERAL: Partial<Record<Rule, string>> = {
  approval:
    "The paper with the most ticks is chosen first. After that, ticks from members who ticked one chosen paper count half, and from members who ticked two, a third (Thiele’s sequential rule).",
  plurality: "The papers with the most first choices are chosen.",
  score:
    "The paper with the highest sum is chosen first. After that, a vote counts the less the more points it has given to chosen papers: half after a 5 (reweighted range voting).",
  star: "The runoff is repeated without the papers already chosen (bloc STAR).",
  borda: "The papers with the most points are chosen.",
  irv: "A paper is chosen once it has a quota of votes: more than a third of them for two papers, more than a quarter for three. The part of those votes above the quota moves on to their next papers. If no paper reaches the quota, the one with the fewest votes drops out (single transferable vote).",
  schulze: "The first papers of the ranking that follows from the pairs are chosen.",
  "ranked-pairs": "The first papers of the ranking that follows from the pairs are chosen.",
};

/** The way from votes to a winner. */
export const COUNTING_METHODS: Record<Rule, string> = {
  approval:
    "Members tick as many papers as they like; each tick is one approval, and the paper with the most approvals wins. A vote without any ticks is an abstention.",
  plurality:
    "Members choose one paper, and the paper with the most first choices wins. A vote without a choice is an abstention.",
  score:
    "Members give papers a score from 0 to 5; no score counts as 0. The paper with the highest sum wins. A vote without any scores is an abstention.",
  star: "Members give papers a score from 0 to 5; no score counts as 0. The two papers with the highest sums go into a runoff, and the one that more members scored higher than the other wins.",
  borda:
    "Members rank papers. From every vote, a paper gets one point for each paper below it and half a point for each paper tied with it; the most points win. Unranked papers are tied with each other, below all ranked ones.",
  irv: "Members rank papers. Each vote counts for its first paper. As long as no paper has more than half of the votes, the one with the fewest drops out and its votes move on to their next choice. A vote is shared between papers ranked equally, and a vote whose papers have all dropped out no longer counts.",
  schulze:
    "Members rank papers. For each pair, we count how many members prefer one to the other. A paper that beats each of the others head to head wins; if the pairs form a cycle, the strongest chain of wins decides.",
  "ranked-pairs":
    "Members rank papers. For each pair, we count how many members prefer one to the other. The clearest results are fixed first, and any that would complete a cycle is left out. The paper that no fixed result puts below another wins.",
  "perpetual-consensus":
    "Members tick papers, and their ticks weigh as much as they have credit. The heaviest paper wins. Its voters share a cost of one credit for each person who voted, and then everyone who voted gets one credit. Ticks of members without credit weigh nothing for now.",
  "perpetual-pav":
    "Members tick papers, and a tick weighs 1 at first. The heaviest paper wins, and the ticks of everyone who ticked it weigh less the next time: ½, then ⅓, and so on.",
  "perpetual-quota":
    "Members tick papers. With each ballot, what a member is due grows by the share of voters behind their best-supported paper. Their ticks weigh what they are due, minus the number of times a paper they ticked has won. The heaviest paper wins.",
};
