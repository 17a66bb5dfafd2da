let fixed: Date | undefined;

/** The present instant. Commands ask here; rules take it as an argument. */
export function now(): Date {
  return fixed ? new Date(fixed) : new Date();
}

/** For tests: holds the clock at an instant, or lets it run again. */
export function setClock(instant: Date | undefined): void {
  fixed = instant;
}
