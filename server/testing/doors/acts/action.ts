import type { LeavingWorld } from "../leaving-world";

/** An act of somebody in Ada's world. */
export type Action = (world: LeavingWorld) => Promise<unknown>;
