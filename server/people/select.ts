// The columns by which other nouns name a person.
export const PERSON = { select: { handle: true, name: true } } as const;
