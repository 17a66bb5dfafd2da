// Rows of what the people of the large world say, table by table.
import { RENDERING } from "@/server/platform/text/rendering";
import type { Value } from "./copy";
import { addedAt, DAY_MS, GROUP_THREADS, idOf, memberOf, PUBLIC, STEP, type World } from "./rows";
import { numbersFrom, textOf } from "./words";

/** A thread: its place, its length and its writers. */
interface Talk {
  number: number;
  paper: number;
  group: number | null;
  length: number;
  author(at: number): number;
}

export function* talks(world: World): Generator<Talk> {
  let number = 0;
  for (let paper = 0; paper < world.papers; paper++) {
    const length = world.publicCommentsOf[paper] ?? 0;
    const author = (at: number) => (paper * 17 + at * STEP) % world.people;
    if (length > 0) yield { number: number++, paper, group: null, length, author };
  }
  const inGroups = world.comments - Math.round(world.comments * PUBLIC);
  const threads = world.groups * GROUP_THREADS;
  for (let at = 0; at < threads; at++) {
    const group = at % world.groups;
    const length = Math.floor(inGroups / threads) + (at < inGroups % threads ? 1 : 0);
    const author = (n: number) => memberOf(world, group, n % (world.membersOf[group] ?? 1));
    const paper = (group * 41 + Math.floor(at / world.groups) * STEP) % world.papers;
    if (length > 0) yield { number: number++, paper, group, length, author };
  }
}

/** Makes a thread's comments, spread evenly from the addition of the paper until now. */
function saidAt(world: World, { paper, length }: Talk, number: number): Date {
  const added = addedAt(world, paper).getTime();
  return new Date(Math.floor(added + ((world.at - added) * number) / (length + 1)));
}

/** Makes the id of a thread's comment, which begins with its time as the product's do. @param written its number */
function commentId(world: World, talk: Talk, number: number, written: number): string {
  const ms = saidAt(world, talk, number).getTime().toString(16).padStart(12, "0");
  const last = written.toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${last}`;
}

export function* threads(world: World): Generator<Value[]> {
  for (const talk of talks(world)) {
    const { number, paper, group, length } = talk;
    const [first, last] = [saidAt(world, talk, 1), saidAt(world, talk, length)];
    const groupId = group === null ? null : idOf("group", group);
    yield [idOf("thread", number), idOf("paper", paper), groupId, length, length, last, first];
  }
}

/** The people who react to a comment, chosen by its number on the site. */
const reactionsTo = (comment: number) => (comment % 7 === 0 ? 1 + (comment % 3) : 0);

export function* comments(world: World): Generator<Value[]> {
  let written = 0;
  for (const talk of talks(world)) {
    const random = numbersFrom(talk.number + 9);
    const start = written;
    const parents: (number | null)[] = [];
    const [depths, answers] = [new Uint16Array(talk.length), new Uint32Array(talk.length)];
    for (let at = 0; at < talk.length; at++) {
      const parent =
        at > 0 && random() < 0.6 ? at - 1 - Math.floor(random() * Math.min(at, 12)) : null;
      parents.push(parent);
      if (parent === null) continue;
      depths[at] = (depths[parent] as number) + 1;
      answers[parent] = (answers[parent] as number) + 1;
    }
    for (const [at, parent] of parents.entries()) {
      const body = textOf(random, 12 + Math.floor(random() * 30));
      const idAt = (place: number) => commentId(world, talk, place + 1, start + place);
      const id = idAt(at);
      yield [
        id,
        idOf("thread", talk.number),
        idOf("person", talk.author(at)),
        parent === null ? null : idAt(parent),
        depths[at] as number,
        at + 1,
        body,
        `<p>${body}</p>`,
        RENDERING,
        answers[at] as number,
        reactionsTo(written),
        id,
        saidAt(world, talk, at + 1),
      ];
      written++;
    }
  }
}

export function* reactions(world: World): Generator<Value[]> {
  let written = 0;
  for (const talk of talks(world))
    for (let at = 0; at < talk.length; at++, written++)
      for (let one = 1; one <= reactionsTo(written); one++)
        yield [
          commentId(world, talk, at + 1, written),
          idOf("person", (talk.author(at) + one) % world.people),
          "insightful",
          new Date(world.at - DAY_MS),
        ];
}
