import type { Call } from "./load";
import type { Statement } from "./tape";

/** A bare server to compare a case with. */
export type Yardstick =
  | { kind: "static page" }
  | { kind: "dynamic page" }
  | { kind: "same statements"; takes: Statement[][] };

/** Calls whose rate is measured against a yardstick. */
export interface Case {
  name: string;
  group: "pages" | "acts" | "wire" | "search";
  callers: Call[][];
  against: Yardstick;
  /** The share of the yardstick's rate that the case has to reach. */
  asked: number;
}
