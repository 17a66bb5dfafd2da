// Runs the site in development, and restarts it whenever the code of its server changes. That code is loaded once,
// shared with the pages, and cannot be replaced in place. Pages and components reload automatically.
import { fork } from "node:child_process";
import { watch } from "node:fs";

const WATCHED = ["server", "prisma/schema", "scripts/runtime"];
/** Files that no site runs. */
const PASSED_OVER = /(?:^|[/\\])testing[/\\]|\.(?:db\.)?test\.tsx?$/;
/** Milliseconds within which several saved files count as one change. */
const TOGETHER_MS = 300;

/** @param program the start script, which is called with `--dev` and a variable saying that it is supervised */
export function startOnEachChange(program) {
  let site;
  let changed = false;
  let ending = false;
  let waiting;
  let starts = 0;

  const start = () => {
    changed = false;
    starts += 1;
    const env = { ...process.env, COLLOQUY_WATCHED: "1" };
    site = fork(program, ["--dev"], { env, execArgv: [] });
    site.once("exit", (code) => {
      site = undefined;
      if (changed && !ending) start();
      // If the first start fails, it has said why, and we end too. A later failure waits until the code is mended.
      else if (ending || starts === 1) process.exit(code ?? 1);
      else console.log("… waiting for the next change (Ctrl-C ends)");
    });
  };
  const startAgain = () => {
    changed = true;
    console.log("\n… the server’s code has changed");
    if (site) site.kill("SIGTERM");
    else start();
  };
  const end = (signal) => {
    ending = true;
    if (site) site.kill(signal);
    else process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, end);
  // npm starts us through a shell that does not pass its signals on.
  const shell = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => {
      if (process.ppid !== shell && !ending) end("SIGTERM");
    }, 500).unref();
  }
  for (const dir of WATCHED) {
    watch(dir, { recursive: true }, (_, file) => {
      if (!file || PASSED_OVER.test(file)) return;
      clearTimeout(waiting);
      waiting = setTimeout(startAgain, TOGETHER_MS);
    });
  }
  start();
}
