// `npm run people:operator -- HANDLE [--off]`: who runs the site, or no longer does.
import { changeSiteRole } from "@/scripts/runtime/office";

await changeSiteRole("operator", process.argv.slice(2));
