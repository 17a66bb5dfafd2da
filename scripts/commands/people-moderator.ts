// `npm run people:moderator -- HANDLE [--off]`: who keeps public threads civil, or no longer does.
import { changeSiteRole } from "@/scripts/runtime/office";

await changeSiteRole("moderator", process.argv.slice(2));
