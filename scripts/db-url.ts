// `npm run -s db:url`: prints the address of the database in use.
import { embeddedUrl } from "./runtime/embedded";

console.log(process.env.DATABASE_URL || (await embeddedUrl()));
