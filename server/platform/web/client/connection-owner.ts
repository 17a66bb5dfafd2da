import "server-only";
import { readFile } from "node:fs/promises";

/** The system's tables of connections; only Linux has them (proc_net(5)). */
const TABLES = ["/proc/net/tcp", "/proc/net/tcp6"];

/**
 * Finds the users who hold the other end of a connection within this machine.
 * @param tables as `/proc/net/tcp` and `tcp6` have them
 * @param ports theirs and ours, with a blank between
 */
export function ownersIn(tables: string, ports: string): number[] {
  const [theirs, ours] = ports.split(" ").map((port) => {
    return Number(port).toString(16).toUpperCase().padStart(4, "0");
  });
  return tables.split("\n").flatMap((row) => {
    // Number, local address, remote address, state, queues, timer, retransmits, user, timeout, inode.
    const [, local = "", remote = "", , , , , user, , inode] = row.trim().split(/\s+/);
    if (!local.endsWith(`:${theirs}`) || !remote.endsWith(`:${ours}`)) return [];
    // Nobody holds the connection now, because the system is closing it.
    return inode === "0" ? [] : [Number(user)];
  });
}

/** Whether all of these users may be the one who runs this site: its own user, or root. */
export function areOwn(users: readonly number[], me: number): boolean {
  return users.every((user) => user === me || user === 0);
}

/**
 * Whether the other end of a connection within this machine may belong to the person who runs this site: to the same
 * user, or to root. A web server in front runs as a user of its own (www-data, nginx), as do other people.
 * If the system does not tell, the answer is yes.
 */
export async function isOwnConnection(ports: string): Promise<boolean> {
  const me = process.getuid?.();
  if (me === undefined) return true;
  const read = await Promise.all(TABLES.map((file) => readFile(file, "utf8").catch(() => "")));
  return areOwn(ownersIn(read.join("\n"), ports), me);
}
