import pino from "pino";

/** Mail addresses in whatever an error says, written plainly or percent-encoded, in large letters or small. */
const ADDRESSES =
  /[\p{L}\p{N}._+!#$%*^{|}~-]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/giu;

/** A line of the log in which nobody's mail address stands. */
export function withoutAddresses(line: string): string {
  return line.replace(ADDRESSES, "…@…");
}

/** One JSON line an event. Bodies, tokens and addresses of people do not belong here. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: null,
  hooks: { streamWrite: withoutAddresses },
  redact: ["token", "email", "password", "headers.cookie", "headers.authorization"],
});
