// Brings the site up, step by step, and down again on Ctrl-C or SIGTERM. Called by start.mjs.
import { Listr, PRESET_TIMER } from "listr2";
import { build, generateClient, needsBuild } from "./runtime/build";
import { migrate } from "./runtime/migrate";
import { demandFreePort, demandSpace, openDatabase, siteFromEnvironment } from "./runtime/site";

const dev = process.argv.includes("--dev");

interface Running {
  stop(): Promise<void>;
}

/** What runs, in the order it was started; stopped in the reverse order. */
const running: Running[] = [];
let stopping: Promise<void> | undefined;

function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const part of running.reverse()) {
      await part
        .stop()
        .catch((error: Error) => console.error(`✗ while stopping: ${error.message}`));
    }
  })();
  return stopping;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    console.log("\n… stopping");
    void stopAll().then(() => process.exit(0));
  });
}

async function up(): Promise<void> {
  const site = siteFromEnvironment();
  await demandFreePort(site);
  if (site.embedded) await demandSpace();
  let address = "";
  const steps = new Listr(
    [
      {
        title: site.embedded ? "start the embedded PostgreSQL" : "reach the database",
        task: async () => {
          running.push(await openDatabase(site));
        },
      },
      {
        title: "generate the database client",
        task: async (_, task) => {
          const fresh = await generateClient((line) => {
            task.output = line;
          });
          if (!fresh) task.skip("the database client is up to date");
        },
      },
      {
        title: "migrate",
        task: async (_, task) => {
          const applied = await migrate(process.env.DATABASE_URL as string);
          task.title = `migrate (${applied.length === 0 ? "nothing new" : applied.join(", ")})`;
        },
      },
      {
        title: "seed the demo",
        enabled: () => site.embedded,
        task: async (_, task) => {
          const { seedDemo } = await import("./runtime/seed");
          const { disconnect } = await import("@/server/platform/db");
          running.push({ stop: disconnect });
          if (!(await seedDemo())) task.skip("the demo is already there");
        },
      },
      {
        title: "build",
        enabled: () => !dev,
        task: async (_, task) => {
          if (!(await needsBuild())) return task.skip("the build is up to date");
          await build((line) => {
            task.output = line;
          });
        },
      },
      {
        title: "serve web and jobs",
        task: async () => {
          const { startJobs } = await import("@/server/api/jobs");
          const { startWeb } = await import("@/server/platform/web/server");
          const web = await startWeb({ dev, host: site.host, port: site.port });
          running.push({ stop: () => web.close() });
          running.push(await startJobs());
          address = web.address;
        },
      },
    ],
    {
      renderer: process.stdout.isTTY ? "default" : "simple",
      rendererOptions: { timer: PRESET_TIMER },
    },
  );
  await steps.run();
  if (stopping) return;
  console.log(`\nColloquy is open at ${process.env.SITE_URL} (listening on ${address})`);
  if (site.embedded && !process.env.SMTP_URL) {
    console.log(
      `Mails it sends, and one-click sign-in as the demo's people: ${process.env.SITE_URL}/mailbox`,
    );
  }
  console.log("Stop it with Ctrl-C.");
}

up().catch(async (error: Error & { code?: string }) => {
  if (stopping) return;
  const line =
    error.code === "ENOSPC" ? "The disk is full. Make room and start again." : error.message;
  console.error(`✗ ${line}`);
  if (process.env.DEBUG) console.error(error);
  await stopAll();
  process.exit(1);
});
