/** The beginning of a line in front of its words: blanks, marks of quotes and lists. */
export const FRONT = "(?:[ \\t]|>|[-+*][ \\t]|\\d{1,9}[.)][ \\t])*";
const FENCE = new RegExp(`${FRONT}(\`{3,}(?![^\\n]*\`)|~{3,})`, "y");
const DULL = /[^\n`$\\]+/y;

/** Finds where plain text ends that begins at `at`: before the next sign that may mean something. */
export function endOfDull(source: string, at: number): number {
  if (source[at] === "\\" && source[at + 1] !== "\n") return Math.min(at + 2, source.length);
  DULL.lastIndex = at;
  return DULL.test(source) ? DULL.lastIndex : at + 1;
}

/** Finds where fenced code ends that begins at `at`; null where none begins. */
export function endOfFence(source: string, at: number): number | null {
  FENCE.lastIndex = at;
  const [opening, fence] = FENCE.exec(source) ?? [];
  if (!opening || !fence) return null;
  const closing = new RegExp(`\\n[ \\t>]*${fence}+[ \\t]*(?=\\n|$)`, "g");
  closing.lastIndex = at + opening.length;
  return closing.test(source) ? closing.lastIndex : source.length;
}

/** Finds where code in a line ends that begins at `at`; null where none begins. */
export function endOfCode(source: string, at: number): number | null {
  if (source[at] !== "`") return null;
  const [ticks] = /^`+/.exec(source.slice(at, at + 1000)) ?? [""];
  const start = at + ticks.length;
  for (let to = source.indexOf(ticks, start); to >= 0; ) {
    let after = to + ticks.length;
    while (source[after] === "`") after += 1;
    if (after - to === ticks.length) return after;
    to = source.indexOf(ticks, after);
  }
  return start;
}
