/** The best score of a vote. Apart from the rules of counting, so that a page with scores does not load them. */
export const SCORE_MAX = 5;
