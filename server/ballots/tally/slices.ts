/** Work that pauses now and then, so that its caller can let other work run in between. */
export type Slices<Result> = Generator<undefined, Result, undefined>;

/** Votes in one slice; with fifty candidates each they take a few milliseconds. */
const VOTES = 500;

/** Runs all slices at once. */
export function atOnce<Result>(work: Slices<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Calls a function for each vote, with a pause after every slice. */
export function* eachOf<One>(
  ones: readonly One[],
  work: (one: One, index: number) => void,
  many = VOTES,
): Slices<void> {
  let index = 0;
  for (const one of ones) {
    work(one, index);
    index += 1;
    if (index % many === 0) yield;
  }
}
