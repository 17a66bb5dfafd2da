// How other nouns name a person: by these columns, and a guest by the id of nobody.
export const PERSON = { select: { handle: true, name: true } } as const;

/** The nil UUID, which belongs to nobody. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";
