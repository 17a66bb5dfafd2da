// The range of scores, apart from schemas and rules, so that a page with scores loads neither.

/** The best score of a vote. */
export const SCORE_MAX = 5;
