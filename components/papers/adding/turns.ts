/** Look-ups at the same time. Sources allow few, and the first papers are to come first. */
const MOST = 2;

let open = 0;
const waiting: (() => void)[] = [];

/** Does some work when fewer than two others are being done, in the order of the calls. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (open < MOST) open += 1;
  else await new Promise<void>((begin) => waiting.push(begin));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else open -= 1;
  }
}
