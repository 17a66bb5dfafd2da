/** Characters of a pitch. Apart from the schema, whose library a page with pitches does not need. */
export const PITCH_MAX = 1000;
/** Characters of the reason of a "not this one". */
export const OBJECTION_MAX = 300;
