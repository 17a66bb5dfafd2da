/** The least height of what waits for a person, loaded or not: a heading, and two lines of what waits first. */
export const HEIGHT = "min-h-30 lg:min-h-0";
