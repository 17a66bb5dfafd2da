import { readAnswer } from "./reading";

const unchanged = (value: unknown): unknown => value;

/**
 * Says how values travel between browser and server, for browsers: plain JSON in, so that a client can name no kinds of
 * values for the server to build; dates out as dates. Inputs with dates coerce them in their schema. The server writes its
 * answers by `sayAnswer`.
 */
export const transformer = {
  input: { serialize: unchanged, deserialize: unchanged },
  output: { serialize: unchanged, deserialize: readAnswer },
};
