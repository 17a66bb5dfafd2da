import { describe, expect, it } from "vitest";
import { nextRetryAt, readSmtpFailure } from "./rules";

describe("a failed try", () => {
  it("is repeated after growing pauses, then given up", () => {
    const at = new Date("2026-11-25T08:00:00Z");
    const minutes = Array.from({ length: 7 }, (_, tries) => {
      const again = nextRetryAt(tries + 1, at);
      return again && (again.getTime() - at.getTime()) / 60_000;
    });
    expect(minutes).toEqual([1, 5, 15, 60, 180, 360, null]);
  });

  it.each([
    [550, "550 5.1.1 No such user", "RCPT TO", true, true, "5.1.1"],
    [552, "552 5.2.2 Mailbox full", "DATA", true, true, "5.2.2"],
    [550, "550 no such user here", "RCPT TO", true, true, ""],
    [554, "554 5.7.1 Rejected as spam", "DATA", true, false, "5.7.1"],
    [550, "550 policy", "DATA", true, false, ""],
    [451, "451 4.7.1 Greylisted", "RCPT TO", false, false, "4.7.1"],
    [421, "421 too many connections", "CONN", false, false, ""],
  ])("%i: %s", (responseCode, response, command, permanent, address, status) => {
    expect(readSmtpFailure({ responseCode, response, command })).toEqual({
      permanent,
      address,
      status,
      words: response,
    });
  });

  it("is not about the address if no server was reached", () => {
    expect(readSmtpFailure(new Error("connect ECONNREFUSED"))).toEqual({
      permanent: false,
      address: false,
      status: "",
      words: "connect ECONNREFUSED",
    });
    expect(readSmtpFailure({ message: "x".repeat(9000) }).words).toHaveLength(500);
  });
});
