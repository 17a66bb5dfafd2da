import pino from "pino";
import { inSources } from "./trace";

/** Email addresses in the text of an error, plain or percent-encoded, in upper or lower case. */
const ADDRESSES =
  /[\p{L}\p{N}._+!#$%*^{|}~-]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/giu;

/** Removes email addresses from a line of the log. */
export function withoutAddresses(line: string): string {
  return line.replace(ADDRESSES, "…@…");
}

function errorInSources(error: Error) {
  const written = pino.stdSerializers.err(error);
  if (typeof written?.stack === "string") written.stack = inSources(written.stack);
  return written;
}

/** Writes one JSON line per event. Bodies, tokens and people's addresses must not be logged. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: null,
  hooks: { streamWrite: withoutAddresses },
  serializers: { err: errorInSources },
  redact: ["token", "email", "password", "headers.cookie", "headers.authorization"],
});
