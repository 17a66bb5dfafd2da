/** Which thread: the public one of a paper, or a group's own. */
export interface Place {
  paper: string;
  group?: string | undefined;
}

/** The page that shows a thread. */
export function threadPath({ paper, group }: Place): string {
  return group === undefined ? `/papers/${paper}` : `/groups/${group}/threads/${paper}`;
}

/** The page that shows only the branch which holds a comment, and goes to it. */
export function branchPath(place: Place, comment: string): string {
  return `${threadPath(place)}/comments/${comment}`;
}
