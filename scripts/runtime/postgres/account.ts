import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";

/** The user that runs the programs of PostgreSQL. */
export interface Account {
  /** Absent if the programs run as the user who started the site. */
  uid?: number;
  gid?: number;
  /** A command to run the program through. */
  through: string[];
}

const NAME = "postgres";

/**
 * Finds the account for PostgreSQL, which refuses to run as root. Under root it is the owner of its data, or the user
 * postgres, who is created if missing.
 * @param dir where the data are or will be
 * @param bin where the programs are
 * @throws Error if there is no such user, or the user cannot reach these directories
 */
export async function databaseAccount(dir: string, bin: string): Promise<Account> {
  if (process.getuid?.() !== 0) return { through: [] };
  const owner = await stat(dir).catch(() => null);
  const { uid, gid } = owner && owner.uid !== 0 ? owner : userNamed(NAME);
  const barred = (await barrier(dirname(dir), uid, gid)) ?? (await barrier(bin, uid, gid));
  if (!barred) return { uid, gid, through: [] };
  // This happens with a clone under /root. We must not open the directory to everybody, so the program
  // gets permission to pass instead.
  const through = [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    // Without this, checks for read access would ignore that permission.
    "--securebits=+no_setuid_fixup",
  ];
  if (spawnSync("setpriv", [...through.slice(1), "true"]).status === 0)
    return { uid, gid, through };
  throw new Error(
    `as root PostgreSQL runs as the user ${NAME}, which cannot enter ${barred}. ` +
      `Start as an ordinary user, keep the project elsewhere, or allow it: chmod o+x ${barred}`,
  );
}

function userNamed(name: string): { uid: number; gid: number } {
  const idOf = (flag: string) => {
    const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" });
    return status === 0 ? Number(stdout) : null;
  };
  if (idOf("-u") === null) {
    spawnSync("groupadd", ["--system", name]);
    const how = ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "--gid", name];
    spawnSync("useradd", [...how, name]);
  }
  const [uid, gid] = [idOf("-u"), idOf("-g")];
  if (uid !== null && gid !== null) return { uid, gid };
  throw new Error(
    `PostgreSQL does not run as root, and the user ${name} could not be created. Start as an ordinary user.`,
  );
}

/** Finds the nearest directory on the path that the user may not pass; null if there is none. */
async function barrier(dir: string, uid: number, gid: number): Promise<string | null> {
  const { mode, uid: owner, gid: group } = await stat(dir);
  const may = owner === uid ? mode & 0o100 : group === gid ? mode & 0o010 : mode & 0o001;
  if (!may) return dir;
  return dirname(dir) === dir ? null : barrier(dirname(dir), uid, gid);
}
