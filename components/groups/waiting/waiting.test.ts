import { expect, it } from "vitest";
import { firstWaiting, waitingInWords } from "./waiting";

const day = (date: number) => new Date(Date.UTC(2026, 11, date));
const meeting = (id: string, date: number, presenting = false) => ({
  meeting: { id, startsAt: day(date), cancelledAt: null, presenting },
});
const group = (slug: string, ...closing: number[]) => ({
  ...{ slug, name: slug.toUpperCase() },
  open: closing.map((date) => ({
    id: `${slug}${date}`,
    closesAt: day(date),
    voted: false,
    seats: 1,
  })),
});

/** The lines in short: kind, day and group. */
const short = (...given: Parameters<typeof firstWaiting>) =>
  firstWaiting(...given).map(({ kind, at, group: name }) => `${kind} ${at.getUTCDate()} ${name}`);

it("shows votes before meetings, and of both the soonest first, whatever the order of the groups", () => {
  const groups = [group("a", 9), group("b"), group("c", 4), group("d")];
  const next = { a: meeting("m", 8), b: meeting("n", 3, true), d: meeting("o", 2) };
  expect(short(groups, next)).toEqual(["vote 4 C", "vote 9 A", "meet 2 D", "present 3 B"]);
});

it("leaves out votes that are cast, meetings that are cancelled and groups without a meeting", () => {
  const cast = { ...group("a", 5), open: [{ id: "v", closesAt: day(5), voted: true, seats: 1 }] };
  const cancelled = { meeting: { ...meeting("m", 6).meeting, cancelledAt: day(1) } };
  expect(short([cast, group("b")], { a: cancelled, b: { meeting: null } })).toEqual([]);
});

it("says of a ballot for several papers how many it chooses", () => {
  const open = [1, 2].map((seats) => ({
    id: `b${seats}`,
    closesAt: day(seats),
    voted: false,
    seats,
  }));
  const waiting = firstWaiting([{ slug: "a", name: "A", open }], { a: meeting("m", 8) });
  expect(waiting.map(waitingInWords)).toEqual([
    "Vote until",
    "Vote for 2 papers until",
    "You meet on",
  ]);
});
