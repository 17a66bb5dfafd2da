import type { Call } from "./load";
import type { Statement } from "./tape";

/** A bare thing to compare a case with. */
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
  /** The part of the yardstick's rate that is asked. */
  asked: number;
}
