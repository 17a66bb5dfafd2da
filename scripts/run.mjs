// Runs a command of scripts/commands, which are written in TypeScript: node scripts/run.mjs NAME …
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
process.chdir(root);
const [name, ...rest] = process.argv.slice(2);
if (!existsSync("node_modules/tsx")) {
  console.error("✗ The packages are not installed. Run `npm ci` or `npm start` first.");
  process.exit(1);
}
process.argv = [process.argv[0], join(root, "scripts/commands", `${name}.ts`), ...rest];
const { register } = await import("tsx/esm/api");
register({ tsconfig: join(root, "scripts/tsconfig.json") });
try {
  const { generateClient } = await import("./runtime/start/build.ts");
  await generateClient(() => {});
  await import(`./commands/${name}.ts`);
} catch (error) {
  console.error(`✗ ${error.message}`);
  if (process.env.DEBUG) console.error(error);
  process.exit(error.exitCode ?? 1);
}
