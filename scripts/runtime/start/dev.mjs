// Runs the site in development, and starts it again whenever the code of its server changes: that runs in one copy,
// which pages take over and nothing can replace. Pages and components reload by themselves.
import { fork } from "node:child_process";
import { watch } from "node:fs";

const WATCHED = ["server", "prisma/schema", "scripts/runtime"];
/** No site runs these. */
const PASSED_OVER = /(?:^|[/\\])testing[/\\]|\.(?:db\.)?test\.tsx?$/;
/** Milliseconds within which several files that are saved count as one change. */
const TOGETHER_MS = 300;

/** @param program the start, which is called with `--dev` and an environment that says that somebody watches over it */
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
      // A first start that fails has said why; a later one waits until the code is mended.
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
  // npm starts us through a shell, which does not pass on the signal that ends it.
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
