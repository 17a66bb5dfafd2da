// `npm run build [-- --server]`: builds the server and the pages, or the server only, if their sources have
// changed since the last build.
import { build, needsBuild } from "@/scripts/runtime/start/build";
import { bundleServer } from "@/scripts/runtime/start/bundle";

await bundleServer();
if (!process.argv.includes("--server")) {
  if (await needsBuild()) await build((line) => console.log(line));
  console.log("The build is up to date.");
}
