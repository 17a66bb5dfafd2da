import { expect, it } from "vitest";
import { z } from "zod";
import { appRouter } from "./root";

const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { inputs: z.ZodType[] } }
>;

interface Shape {
  type?: string;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  minimum?: number;
}

/** Input that says where to go next: if it is too long, it leads to the front page instead of being refused. */
const OTHERWISE = ["people.requestLink.to"];

/** Whether a pattern limits the number of characters. */
const isShort = (pattern = "*") => /^\^.*\$$/.test(pattern) && !/[*+]/.test(pattern);

/** The places of a shape at which somebody may send as much as they like. */
function boundless(shape: Shape, place: string): string[] {
  const { type, properties = {}, items } = shape;
  const found: string[] = [];
  if (shape.enum || "const" in shape) return [];
  const limited = shape.maxLength !== undefined || shape.format || isShort(shape.pattern);
  if (type === "string" && !limited) found.push(place);
  if (type === "array" && shape.maxItems === undefined) found.push(`${place}[]`);
  if (type === "integer" || type === "number") {
    if (shape.maximum === undefined || shape.minimum === undefined) found.push(place);
  }
  for (const one of [shape.anyOf, shape.oneOf, shape.allOf].flatMap((all) => all ?? []))
    found.push(...boundless(one, place));
  for (const [name, one] of Object.entries(properties))
    found.push(...boundless(one, `${place}.${name}`));
  if (items) found.push(...boundless(items, `${place}[]`));
  return found;
}

const shapeOf = (input: z.ZodType) =>
  z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Shape;

it("takes no text, list or number of any size", () => {
  const found = Object.entries(procedures).flatMap(([path, { _def }]) =>
    _def.inputs.flatMap((input) => boundless(shapeOf(input), path)),
  );
  expect([...new Set(found)].sort()).toEqual(OTHERWISE);
});
