import { expect, it } from "vitest";
import { z } from "zod";
import { lateCheck } from "./late-form";

it("holds a form to its schema, which is fetched once", async () => {
  let fetched = 0;
  const check = lateCheck(async () => {
    fetched += 1;
    return z.object({ body: z.string().trim().min(1, "Write something first.") });
  });
  expect(fetched).toBe(0);
  const options = { fields: {}, shouldUseNativeValidation: false };
  const judge = async (body: string) => (await check.fetch())({ body }, undefined, options);
  expect((await judge(" ")).errors).toMatchObject({ body: { message: "Write something first." } });
  expect(await judge(" words ")).toEqual({ values: { body: "words" }, errors: {} });
  expect(fetched).toBe(1);
});
