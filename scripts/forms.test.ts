import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** A form's tag; what is between its braces may contain ">". */
const FORM = /<form\b(?:[^>{]|\{(?:[^{}]|\{[^{}]*\})*\})*>/g;

it("every form that a script sends posts, so that without the script nothing written ends up in an address", () => {
  const forms = ["components", "app"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx"))
      .flatMap((file) =>
        (readFileSync(join(folder, file), "utf8").match(FORM) ?? []).map((tag) => ({ file, tag })),
      ),
  );
  expect(forms.length).toBeGreaterThan(40);
  const sent = forms.filter(({ tag }) => tag.includes("onSubmit="));
  const getting = sent.filter(({ tag }) => !/method="post"|action=\{/.test(tag));
  expect(getting.map(({ file }) => file)).toEqual([]);
});
