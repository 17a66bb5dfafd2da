import { expect, it } from "vitest";
import { demand, Refusal, refuse } from "./refusal";

/** The lines of a stack below the message. */
const frames = ({ stack = "" }: Error) => stack.split("\n").filter((line) => /^\s+at /.test(line));

function thrown(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    return error as Refusal;
  }
  throw new Error("Nothing was thrown.");
}

it("notes no stack where a policy only says no, and leaves that of other errors", () => {
  const refusal = new Refusal("CLOSED");
  expect(frames(refusal)).toEqual([]);
  expect(refusal.message).toBe("This is closed and can no longer be changed.");
  expect(frames(new Error("another")).length).toBeGreaterThan(0);
});

it("notes the stack where it is thrown", () => {
  const made = new Refusal("NOT_ALLOWED");
  const demanded = thrown(() => demand(made));
  expect(demanded).toBe(made);
  const refused = thrown(() => refuse("NOT_FOUND"));
  for (const error of [demanded, refused]) {
    expect(frames(error)[0]).toContain("refusal.test.ts");
    expect(error.stack).toContain(error.message);
  }
});
