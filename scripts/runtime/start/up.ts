// Starts the site step by step, and stops it on Ctrl-C or SIGTERM. Called by start.mjs.
import { Listr, type ListrTask, PRESET_TIMER } from "listr2";
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { inSources } from "@/server/platform/trace";
import { isLoopbackName } from "@/server/platform/web/client/site-host";
import { build, generateClient, needsBuild } from "./build";
import { lockDataDir } from "./lock";
import { demandFreePort, demandSpace, openDatabase, siteFromEnvironment } from "./site";
import { stopTools } from "./tools";

// A site goes on if nobody reads its output: the pipe may be closed, or the terminal gone.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const dev = process.argv.includes("--dev");
/** Longest time for a part to stop (milliseconds). The database comes last and takes the time it needs. */
const PATIENCE_MS = 10_000;

interface Running {
  stop(): Promise<void>;
}

/** Running parts, in the order they were started; stopped in the reverse order. */
const running: Running[] = [];
/** The step that is under way. */
let step: Promise<unknown> = Promise.resolve();
let stopping: Promise<void> | undefined;

function stopAll(): Promise<void> {
  stopping ??= (async () => {
    await stopTools();
    // Work in this process ends on its own, or when the database is gone.
    await inTime(step);
    for (const part of running.reverse()) {
      await part
        .stop()
        .catch((error: Error) => console.error(`✗ while stopping: ${error.message}`));
    }
  })();
  return stopping;
}

/** Waits, but not forever. */
async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((done) => {
    timer = setTimeout(done, PATIENCE_MS);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function stopAsAsked(): void {
  if (stopping) return;
  console.log("\n… stopping");
  void stopAll().then(() => process.exit(0));
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stopAsAsked);

// npm starts us through a shell that does not pass its signals on.
const shell = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== shell) stopAsAsked();
  }, 500).unref();
}

// In development another process restarts us on each change. Without it we would hold the port in vain.
process.once("disconnect", stopAsAsked);
process.channel?.unref();

async function fail(sentence?: string): Promise<never> {
  if (sentence) console.error(`✗ ${sentence}`);
  await stopAll();
  process.exit(1);
}

/** A step's failure, which the list of steps has shown already. */
class StepFailed extends Error {}

function sentenceOf({ code, message }: NodeJS.ErrnoException): string {
  return code === "ENOSPC" ? "The disk is full. Make room and start again." : message;
}

/** Prints one line of progress; no new step begins once we are stopping. */
function line(title: string, work: ListrTask["task"], enabled = true): ListrTask {
  return {
    title,
    enabled: () => enabled,
    task: (context, task) => {
      if (stopping) return task.skip();
      const begun = (async () => work(context, task))();
      step = begun.catch(() => {});
      return begun.catch((error) => {
        if (process.env.DEBUG) console.error(inSources(String((error as Error).stack)));
        if (!stopping) throw new StepFailed(sentenceOf(error));
      });
    },
  };
}

/** Explains who can read the emails that are not sent. */
function mailboxLine(site: string): string {
  return isLoopbackName(new URL(site).hostname)
    ? `Only for you on this machine, never through a proxy: its emails and one-click sign-in, at ${site}/mailbox`
    : "It has no mailbox page, because SITE_URL is a public address. Set SMTP_URL so that its emails are sent.";
}

async function up(): Promise<void> {
  const site = siteFromEnvironment();
  const builds = !dev && (await needsBuild());
  await demandSpace(site, builds);
  if (site.embedded) {
    const who = { kind: "site", name: "npm start", address: process.env.SITE_URL } as const;
    const held = await lockDataDir(who, (said) => console.log(`… ${said}`));
    if (held) running.push({ stop: held.release });
  }
  await demandFreePort(site);
  let address = "";
  const steps = new Listr(
    [
      line(site.embedded ? "start the embedded PostgreSQL" : "reach the database", async () => {
        running.push(
          await openDatabase(site, (why) => void fail(`The embedded PostgreSQL ended: ${why}.`)),
        );
      }),
      line("generate the database client", async (_, task) => {
        const fresh = await generateClient((said) => {
          task.output = said;
        });
        if (!fresh) task.skip("the database client is up to date");
      }),
      line("migrate", async (_, task) => {
        const applied = await migrate(process.env.DATABASE_URL as string);
        task.title = `migrate (${applied.length === 0 ? "nothing new" : applied.join(", ")})`;
      }),
      line(
        "seed the demo",
        async (_, task) => {
          const { seedDemo } = await import("@/scripts/runtime/demo/seed");
          const { disconnect } = await import("@/server/platform/database/db");
          running.push({ stop: () => inTime(disconnect()) });
          if (!(await seedDemo())) task.skip("the demo is already there");
        },
        site.demo,
      ),
      line(
        "build",
        async (_, task) => {
          if (!builds) return task.skip("the build is up to date");
          await build((said) => {
            task.output = said;
          });
        },
        !dev,
      ),
      line("serve web and jobs", async () => {
        const { startJobs } = await import("@/server/api/jobs");
        const { callsFor, handToPages } = await import("@/server/api/pages");
        const { ROUTES } = await import("@/server/api/routes/routes");
        const { startWeb } = await import("@/server/platform/web/server");
        const jobs = await startJobs();
        running.push({ stop: () => inTime(jobs.stop()) });
        const { startMailIn } = await import("@/server/api/mail-in");
        const inbound = await startMailIn();
        if (inbound) running.push({ stop: () => inTime(inbound.stop()) });
        handToPages();
        const { host, port } = site;
        const web = await startWeb({ dev, host, port, routes: ROUTES, callsFor });
        running.push({ stop: () => inTime(web.close()) });
        address = web.address;
      }),
    ],
    {
      renderer: process.stdout.isTTY ? "default" : "simple",
      rendererOptions: { timer: PRESET_TIMER },
      // We handle Ctrl-C ourselves.
      registerSignalListeners: false,
    },
  );
  await steps.run();
  if (stopping) return;
  console.log(`\nColloquy is open at ${process.env.SITE_URL} (listening on ${address})`);
  if (site.embedded && !process.env.SMTP_URL) {
    console.log(mailboxLine(process.env.SITE_URL as string));
  }
  console.log("Stop it with Ctrl-C.");
}

up().catch(async (error: Error) => {
  if (stopping) return;
  await fail(error instanceof StepFailed ? undefined : sentenceOf(error));
});
