/** Work that stops now and then, so that whoever has it done may let others in between. What comes of it is the same. */
export type Slices<Result> = Generator<undefined, Result, undefined>;

/** Votes that are looked at in one slice: of fifty candidates each, a few milliseconds. */
const VOTES = 500;

/** Does all of it in one go. */
export function atOnce<Result>(work: Slices<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Votes, or what stands for them, one after the other, with a stop after so many. */
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
