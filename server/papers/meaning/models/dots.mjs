// Vectors in bytes, and their dot products with a question. WebAssembly takes 16 numbers at a time, and JavaScript one: a sixth
// of the time. Plain JavaScript, like the thread that it belongs to.

/** The program of dots.wat. */
export const PROGRAM =
  "AGFzbQEAAAABCQFgBX9/f39/AAMCAQAFAwEAAQcRAgZtZW1vcnkCAARkb3RzAAAKnwEBnAECAX8CewJAA0AgASACTw0B/QwAAAAAAAAAAAAAAAAAAAAAIQZBACEFA0AgAf0ABAAhByAGIAf9hwEgACAFav0ABAD9ugEgB/2IASAAIAVq/QAEEP26Af2uAf2uASEGIAFBEGohASAFQSBqIQUgBSAESQ0ACyADIAb9GwAgBv0bAWogBv0bAiAG/RsDamo2AgAgA0EEaiEDDAALCws=";
/** Vectors for which memory is taken at a time. */
const A_BLOCK = 4096;
/** Numbers that the program takes at a time. Vectors are filled up with zeros. */
const AT_A_TIME = 16;
const PAGE = 65_536;
/** The largest number of a question. With 8,192 of them, a sum stays below 2^31. */
const LARGEST = 2047;

const program = new WebAssembly.Module(Buffer.from(PROGRAM, "base64"));

/**
 * Makes room for vectors of so many numbers. In its memory stand the question, the sums of a block, and the vectors.
 * @returns functions that keep a vector at a place, and read cosines with a question
 */
export function makeStore(dims) {
  const width = Math.ceil(dims / AT_A_TIME) * AT_A_TIME;
  const { memory, dots } = new WebAssembly.Instance(program).exports;
  const sums = 2 * width;
  const vectors = sums + 4 * A_BLOCK;
  const scales = [];
  const startOf = (place) => vectors + place * width;

  /** Puts a question into the memory. @returns its scale */
  function ask(question) {
    grow(vectors);
    const largest = question.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = largest / LARGEST || 1;
    const numbers = new Int16Array(memory.buffer, 0, width).fill(0);
    for (let at = 0; at < dims; at++) numbers[at] = Math.round(question[at] / scale);
    return scale;
  }

  function grow(end) {
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  }

  return {
    /** Keeps a vector. Places begin at 0 and leave none out. */
    keep(place, scale, bytes) {
      if (place >= scales.length) grow(startOf(Math.ceil((place + 1) / A_BLOCK) * A_BLOCK));
      new Int8Array(memory.buffer, startOf(place), dims).set(bytes);
      scales[place] = scale;
    },
    /** Reads the cosines of all vectors. */
    all(question) {
      const cosines = new Float32Array(scales.length);
      const scale = ask(question);
      for (let from = 0; from < scales.length; from += A_BLOCK) {
        const to = Math.min(from + A_BLOCK, scales.length);
        dots(0, startOf(from), startOf(to), sums, 2 * width);
        const block = new Int32Array(memory.buffer, sums, to - from);
        for (let at = 0; at < block.length; at++)
          cosines[from + at] = block[at] * scale * scales[from + at];
      }
      return cosines;
    },
    /** Reads the cosines of the vectors at these places. */
    some(question, places) {
      const scale = ask(question);
      return places.map((place) => {
        dots(0, startOf(place), startOf(place + 1), sums, 2 * width);
        return new Int32Array(memory.buffer, sums, 1)[0] * scale * scales[place];
      });
    },
  };
}
