// Values for tests of the limits of inputs.

/** An id that belongs to nothing. */
export const ID = "01a20f7a-372f-76b4-831d-06f0af3c5c47";
/** A text of this length. */
export const long = (length: number) => "x".repeat(length);
/** A list of this many ids. */
export const many = (length: number) => Array.from({ length }, () => ID);
