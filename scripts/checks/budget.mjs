/**
 * Seconds that each stage of `npm test` may take on two quiet cores. A stage that takes longer is named at
 * the end of a run: make it quicker, or say here why it is worth more.
 */
export const BUDGET = {
  install: 90,
  "database client": 10,
  types: 20,
  "format and lint": 15,
  "dead code": 30,
  "unit and database tests": 240,
  build: 80,
  "a Chromium": 60,
  "browser tests": 300,
};
/** The whole of it. */
export const WHOLE = 12 * 60;
