/**
 * The same work, done once for what comes again, such as the papers that many digests show.
 * @param most answers that are kept; then the oldest makes room
 */
export function remembered<Answer>(
  work: (about: string) => Answer,
  most: number,
): (about: string) => Answer {
  const answers = new Map<string, Answer>();
  return (about) => {
    const known = answers.get(about);
    if (known !== undefined) return known;
    const answer = work(about);
    answers.set(about, answer);
    // What failed is tried anew by the next.
    if (answer instanceof Promise) answer.catch(() => answers.delete(about));
    for (const oldest of answers.keys()) {
      if (answers.size <= most) break;
      answers.delete(oldest);
    }
    return answer;
  };
}
