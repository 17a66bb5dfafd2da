/**
 * Seconds that each stage of `npm test` may take on two quiet cores. A stage that takes longer is named at
 * the end of a run: make it quicker, or say here why it is worth more.
 */
export const BUDGET = {
  install: 90,
  "database client": 10,
  types: 40,
  "format and lint": 40,
  "dead code": 40,
  "dead code as shipped": 40,
  "unit and database tests": 240,
  build: 80,
  "browser tests": 300,
  "in all": 12 * 60,
};
