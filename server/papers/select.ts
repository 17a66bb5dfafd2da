// The columns by which other nouns name a paper.
export const PAPER = { select: { slug: true, title: true } } as const;
