import { expect, it } from "vitest";
import { withoutAddresses } from "./log";

it.each([
  ["550 5.1.1 <Ada.Lovelace@Example.ORG>: unknown", "550 5.1.1 <…@…>: unknown"],
  ['{"rejected":["ada+x@example.org","BOB@EXAMPLE.ORG"]}', '{"rejected":["…@…","…@…"]}'],
  ["/sign-in/confirm?email=ada%40example.org&to=/", "/sign-in/confirm?email=…@…&to=/"],
  ["user@münchen.example", "…@…"],
])("removes email addresses from a line: %s", (line, kept) => {
  expect(withoutAddresses(line)).toBe(kept);
});

it("needs no extra time for a long line", () => {
  const line = "a".repeat(1_000_000);
  expect(withoutAddresses(line)).toBe(line);
});

it.each([
  '{"level":50,"msg":"request failed","path":"/groups/x","status":500}',
  "at file:///srv/node_modules/@prisma/client/runtime/client.js:12:3",
  "@ada said so",
])("leaves the rest alone: %s", (line) => {
  expect(withoutAddresses(line)).toBe(line);
});
