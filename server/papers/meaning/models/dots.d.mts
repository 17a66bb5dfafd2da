/** The program of dots.wat, assembled, in base64. */
export const PROGRAM: string;

interface Store {
  keep(place: number, scale: number, bytes: Int8Array): void;
  all(question: Float32Array): Float32Array;
  some(question: Float32Array, places: readonly number[]): number[];
}

export function makeStore(dims: number): Store;
