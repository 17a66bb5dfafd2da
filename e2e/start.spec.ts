import { spawnSync } from "node:child_process";
import { expect, test } from "@playwright/test";
import { startMarkOf } from "@/scripts/runtime/start/processes";
import { OwnSite } from "./own-site";

// Only one site starts per data directory. It survives accidents, and stops without a trace.
test("a site starts once, survives the loss of its database and its readers, and stops", async () => {
  const site = await OwnSite.made();
  const run = (...args: string[]) =>
    spawnSync("node", args, { env: site.environment, encoding: "utf8" });
  try {
    await site.start();
    // What was built runs, without a program beside it that reads TypeScript.
    expect(site.programs.filter((program) => !/postgres/.test(program))).toHaveLength(1);
    // Without the demo there are no people.
    expect(await site.sql(`SELECT 1 FROM "Person"`)).toEqual([]);

    const second = run("scripts/start.mjs");
    expect(second.status).toBe(1);
    expect(second.stderr.trim().split("\n")).toHaveLength(1);
    expect(second.stderr).toContain(`already running here at ${site.address}`);

    const url = run("scripts/run.mjs", "db-url");
    expect(url.stdout).toMatch(/^postgresql:\/\/postgres:\S+@127\.0\.0\.1:\d+\/colloquy\n$/);
    expect(url.stderr).toBe("");
    expect(run("scripts/run.mjs", "db-check").status).toBe(0);

    const before = site.postmaster;
    process.kill(before, "SIGKILL");
    await expect.poll(() => site.postmaster).not.toBe(before);
    await site.healthy();

    site.deafen();
    // Each of these requests would write a line of the log.
    for (let i = 0; i < 5; i++) expect((await fetch(`${site.address}/a%00`)).status).toBe(400);
    await site.healthy();

    const last = site.postmaster;
    expect(await site.stop()).toBe(0);
    expect(startMarkOf(last)).toBeNull();
    await expect(fetch(site.address)).rejects.toThrow();
    expect(run("scripts/run.mjs", "db-url").stderr).toContain("does not run");
  } finally {
    await site.remove();
  }
});

test("a site ends with the npm that started it", async () => {
  const site = await OwnSite.made();
  try {
    await site.start("npm", "start");
    const { postmaster } = site;
    await site.stop();
    await expect.poll(() => startMarkOf(postmaster)).toBeNull();
    await expect(fetch(site.address)).rejects.toThrow();
  } finally {
    await site.remove();
  }
});
