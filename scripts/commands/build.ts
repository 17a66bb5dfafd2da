// `npm run build`: builds the site, where the last build is of other sources.
import { build, needsBuild } from "@/scripts/runtime/start/build";

if (await needsBuild()) await build((line) => console.log(line));
console.log("The build is up to date.");
