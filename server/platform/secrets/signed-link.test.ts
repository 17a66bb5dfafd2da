import { expect, it } from "vitest";
import { z } from "zod";
import { forgetEnv } from "../env";
import { sign, verifyToken } from "./signed-link";

process.env.DATABASE_URL = "none";
process.env.AUTH_SECRET = "a secret of tests that is 32 characters long";
forgetEnv();

const PURPOSE = { name: "test", content: z.object({ id: z.number() }) };
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

it("accepts a token as it was made, and none that differs in any character", () => {
  for (let id = 0; id < 40; id++) {
    const token = sign(PURPOSE, { id });
    expect(verifyToken(PURPOSE, token)).toEqual({ id });
    const last = token.length - 1;
    // The last character of base64 has unused bits.
    for (const sign of SIGNS) {
      const other = token.slice(0, last) + sign;
      if (other !== token) expect(verifyToken(PURPOSE, other), other).toBeNull();
    }
    const at = (id * 7) % last;
    const changed = token[at] === "x" ? "y" : "x";
    expect(verifyToken(PURPOSE, token.slice(0, at) + changed + token.slice(at + 1))).toBeNull();
  }
});

it("accepts a token only for its own purpose", () => {
  expect(verifyToken({ ...PURPOSE, name: "other" }, sign(PURPOSE, { id: 1 }))).toBeNull();
});
