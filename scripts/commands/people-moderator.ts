// `npm run people:moderator -- HANDLE [--off]`: makes a person a moderator of public threads, or ends that.
import { changeSiteRole } from "@/scripts/runtime/office";

await changeSiteRole("moderator", process.argv.slice(2));
