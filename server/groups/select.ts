// The columns by which other nouns name a group.
export const GROUP = { select: { slug: true, name: true } } as const;
