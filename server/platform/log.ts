import pino from "pino";

/** One JSON line an event. Bodies, tokens and addresses of people do not belong here. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: null,
  redact: ["token", "email", "password", "headers.cookie", "headers.authorization"],
});
