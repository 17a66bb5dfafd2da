// `npm run build`: builds the site if the sources have changed since the last build.
import { build, needsBuild } from "@/scripts/runtime/start/build";

if (await needsBuild()) await build((line) => console.log(line));
console.log("The build is up to date.");
