import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import { MemoizedPages } from "./pages";
import { type MakeCall, type PageVisit, rendering } from "./visit";

type Answers = Readonly<Record<string, unknown>>;
type Ask = (path: string) => Promise<unknown>;
/** Makes the text of a page from the answers to its calls. */
type Page = (ask: Ask) => Promise<string>;

/** Serves a page to readers, and counts. @param late calls whose answers come after the others */
function site(page: Page, most = 1_000_000, late: ReadonlySet<string> = new Set()) {
  const pages = new MemoizedPages<{ shows: string }>(most);
  const count = { rendered: 0, made: [] as string[] };
  const ask =
    (visit: PageVisit): Ask =>
    (path) =>
      visit.call({ guest: false, path, input: { of: path } });
  const makeFor =
    (answers: Answers): MakeCall =>
    async ({ path }) => {
      count.made.push(path);
      if (late.has(path)) await setImmediate();
      if (!(path in answers)) throw new Error(`${path} is refused`);
      return answers[path];
    };
  const read = async (answers: Answers, address = "/"): Promise<string> => {
    const found = await pages.visit(address, makeFor(answers));
    if (found.page) return found.page.shows;
    count.rendered += 1;
    const shows = await rendering(found.visit, () => page(ask(found.visit)));
    found.keep({ shows }, shows.length);
    return shows;
  };
  return { count, read };
}

/** Shows a group, and to its members also its threads. */
const group: Page = async (ask) => {
  const [head, reader] = await Promise.all([ask("head"), ask("reader")]);
  const { role } = head as { role: string | null };
  const threads = role ? await ask("threads") : "none";
  return JSON.stringify([head, reader, threads]);
};
/** The answers to a member, new each time. */
const toMember = () => ({ head: { role: "member" }, reader: "Berlin", threads: ["one"] });
const ofMember = toMember();

it("renders a page once for everybody who gets the same answers", async () => {
  const { count, read } = site(group);
  const first = await read(ofMember);
  expect(await read(toMember())).toBe(first);
  expect(count.rendered).toBe(1);
  expect(count.made).toEqual(["head", "reader", "threads", "head", "reader", "threads"]);
});

it("renders it again for another address, and for any other answer", async () => {
  const { count, read } = site(group);
  await read(ofMember);
  await read(ofMember, "/another");
  await read({ ...ofMember, threads: ["one", "two"] });
  await read({ ...ofMember, reader: "Paris" });
  await read({ ...ofMember, head: { role: "organizer" } });
  expect(count.rendered).toBe(5);
});

it("tells a time from its text, nothing from null, and a number from its digits", async () => {
  const { count, read } = site(async (ask) => `It is ${JSON.stringify(await ask("at"))}`);
  const date = new Date(0);
  for (const at of [
    date,
    date.toISOString(),
    null,
    undefined,
    {},
    { at: undefined },
    1,
    "1",
    Number.NaN,
  ]) {
    await read({ at });
    await read({ at });
  }
  expect(count.rendered).toBe(9);
});

it("makes no call for readers whose page would not make it", async () => {
  const { count, read } = site(group);
  await read(ofMember);
  count.made = [];
  const { threads: _, ...others } = ofMember;
  const stranger = { ...others, head: { role: null } };
  expect(await read(stranger)).toBe('[{"role":null},"Berlin","none"]');
  expect(count.made).toEqual(["head", "reader"]);
});

it("makes each call once for a rendering, those included that showed the page to be another", async () => {
  const { count, read } = site(group);
  await read(ofMember);
  count.made = [];
  await read({ ...ofMember, threads: ["two"] });
  expect(count.made).toEqual(["head", "reader", "threads"]);
});

it("keeps no page of which a call was refused", async () => {
  const { count, read } = site(async (ask) => String(await ask("secret").catch(() => "refused")));
  expect([await read({}), await read({})]).toEqual(["refused", "refused"]);
  expect(count.rendered).toBe(2);
  expect(await read({ secret: "told" })).toBe("told");
  expect(await read({})).toBe("refused");
});

it("remembers an answer as it came, whatever a page does to it", async () => {
  const { count, read } = site(async (ask) => {
    const list = (await ask("list")) as string[];
    list.reverse();
    return list.join();
  });
  const orders = [
    ["a", "b"],
    ["b", "a"],
    ["a", "b"],
  ];
  const seen: string[] = [];
  for (const list of orders) seen.push(await read({ list: [...list] }));
  expect(seen).toEqual(["b,a", "a,b", "b,a"]);
  expect(count.rendered).toBe(2);
});

it("stays within its memory", async () => {
  const long = "x".repeat(10_000);
  const { count, read } = site(async (ask) => `${await ask("n")}${long}`, 100_000);
  for (let n = 0; n < 50; n++) await read({ n });
  expect(count.rendered).toBe(50);
  await read({ n: 49 });
  expect(count.rendered).toBe(50);
  await read({ n: 0 });
  expect(count.rendered).toBe(51);
});

/** A page made up at random: what it asks next depends on what it was told. */
interface Plan {
  ask: string[];
  next: Plan[];
}
const path = fc.constantFrom("a", "b", "c", "d", "e");
const { plan } = fc.letrec<{ plan: Plan; next: Plan[] }>((tie) => ({
  plan: fc.record({ ask: fc.uniqueArray(path, { maxLength: 3 }), next: tie("next") }),
  next: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    fc.constant<Plan[]>([]),
    fc.array(tie("plan"), { minLength: 1, maxLength: 3 }),
  ),
}));

const pageOf =
  (start: Plan): Page =>
  async (ask) => {
    const shown: unknown[] = [];
    for (let at: Plan | undefined = start; at; ) {
      const told: unknown[] = await Promise.all(
        at.ask.map((one) => ask(one).catch(() => "refused")),
      );
      shown.push(told);
      const sum: number = told.reduce<number>(
        (all, one) => all + (typeof one === "number" ? one : 1),
        0,
      );
      at = at.next[sum % Math.max(1, at.next.length)];
    }
    return `It shows ${JSON.stringify(shown)}`;
  };

it("gives every reader what a rendering of their own would show", async () => {
  const answers = fc.dictionary(path, fc.integer({ min: 0, max: 2 }), { noNullPrototype: true });
  const people = fc.array(answers, { minLength: 2, maxLength: 12 });
  const slow = fc.uniqueArray(path);
  await fc.assert(
    fc.asyncProperty(plan, people, slow, async (made, all, late) => {
      const page = pageOf(made);
      const { read } = site(page, 1_000_000, new Set(late));
      const own = await Promise.all(
        all.map((one) => page(async (name) => one[name] ?? Promise.reject(new Error("refused")))),
      );
      expect(await Promise.all(all.map((one) => read(one)))).toEqual(own);
      expect(await Promise.all(all.map((one) => read(one)))).toEqual(own);
    }),
  );
});
