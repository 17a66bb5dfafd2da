import { expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { RENDERING } from "@/server/platform/formula";
import { ownDatabase } from "@/server/testing/database";
import { soon } from "@/server/testing/time";
import { paper } from "@/server/testing/world";
import { startJobs } from "./jobs";

ownDatabase();

it("renders what another renderer has left as soon as the site starts", async () => {
  const { id } = await paper();
  await db.paper.update({ where: { id }, data: { rendering: RENDERING - 1, excerptHtml: "old" } });
  const jobs = await startJobs();
  try {
    await soon(async () => {
      const { rendering } = await db.paper.findUniqueOrThrow({ where: { id } });
      expect(rendering).toBe(RENDERING);
    });
  } finally {
    await jobs.stop();
  }
});
