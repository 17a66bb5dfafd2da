import type { SiteRole } from "@/server/people/commands";
import { migrate } from "./migrations/migrate";
import { databaseForCommand } from "./postgres/reach";

/** Makes the person on the command line moderator or operator of the site; `--off` ends it. */
export async function changeSiteRole(office: SiteRole, given: readonly string[]): Promise<void> {
  const handle = given.find((argument) => !argument.startsWith("--"))?.replace(/^@/, "");
  const wrong = given.find((argument) => argument.startsWith("--") && argument !== "--off");
  if (!handle || wrong) {
    const call = `npm run people:${office}`;
    throw new Error(`Name the person: ${call} -- HANDLE, or ${call} -- HANDLE --off`);
  }
  const on = !given.includes("--off");
  const { url, done } = await databaseForCommand();
  try {
    await migrate(url);
    const { setSiteRole } = await import("@/server/people/commands");
    const { disconnect } = await import("@/server/platform/database/db");
    try {
      const { changed, holders } = await setSiteRole(office, handle, on);
      const state = `${on ? (office === "operator" ? "an" : "a") : "no"} ${office} of this site`;
      const name = `${office.charAt(0).toUpperCase()}${office.slice(1)}s`;
      const all = holders.length > 0 ? holders.join(", ") : "nobody";
      console.log(`${handle} is ${changed ? "now" : "already"} ${state}. ${name}: ${all}.`);
    } finally {
      await disconnect();
    }
  } finally {
    await done();
  }
}
