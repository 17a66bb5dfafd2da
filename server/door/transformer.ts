import superjson from "superjson";

const unchanged = (value: unknown): unknown => value;

/**
 * Says how values travel between browser and server: plain JSON in, so that a client can name no kinds of values
 * for the server to build; superjson out, so that dates arrive as dates. Inputs with dates coerce them in their schema.
 * The server writes its answers by `sayAnswer`, which says the same.
 */
export const transformer = {
  input: { serialize: unchanged, deserialize: unchanged },
  output: superjson,
};
