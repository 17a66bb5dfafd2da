import type { StoredResult } from "./tally/stored";

/** How it came about, in a few plain words. @param titleOf the title of a candidate's paper */
export function explanation(result: StoredResult, titleOf: (candidate: string) => string): string {
  const { winner, abstentions } = result;
  if (winner === null) {
    const nobody = abstentions === 0 ? "Nobody voted" : "Every vote was empty";
    return `${nobody}, so none was chosen. All stay nominated.`;
  }
  return `${reason(result, winner, titleOf)}${besides(abstentions)}`;
}

function reason(
  result: StoredResult,
  winner: string,
  titleOf: (candidate: string) => string,
): string {
  const { voters, tied, ranking } = result;
  const standing = ranking.flat().length;
  const who = voters === 1 ? "the one member who voted" : `${voters} members who voted`;
  if (result.rule !== "approval")
    return `“${titleOf(winner)}” came first with ${who}${comparison(standing, tied.length)}`;
  const approvals = result.scores[winner] ?? 0;
  const of = voters === 1 ? who : `${approvals} of ${who}`;
  return `“${titleOf(winner)}” was approved by ${of}${comparison(standing, tied.length)}`;
}

function comparison(standing: number, tied: number): string {
  if (standing === 1) return "; it was the only paper on the ballot.";
  if (tied === 1) return ", more than any other.";
  const others = tied === 2 ? "one other paper" : `each of ${tied - 1} others`;
  return `, as was ${others}; it was nominated first, which decides a tie.`;
}

function besides(abstentions: number): string {
  if (abstentions === 0) return "";
  return abstentions === 1
    ? " One more member left every box empty."
    : ` ${abstentions} more members left every box empty.`;
}
