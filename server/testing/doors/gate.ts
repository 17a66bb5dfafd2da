import pg from "pg";
import { LOCK_NUMBERS } from "@/server/platform/database/locks";
import { aMoment } from "../time";
import { outcomes } from "./callers";

const { gate: GATE, firstAtGate: FIRST } = LOCK_NUMBERS;

/** The place where a transaction is stopped: before a statement that writes, counted from 1, or before the commit. */
export type Stop = number | "commit";

/** Counts connections that wait for another transaction, but not those that wait to extend a file. */
export async function waitingIn(client: pg.Client): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'
       AND wait_event IN ('advisory', 'transactionid', 'tuple')`,
  );
  return rows[0].count;
}

/** Stops one piece of work in the middle of its transaction while another runs. */
export interface Gate {
  /** Runs `first` up to the stop, then `second` until it has to wait, then the rest of both. */
  atOnce(
    stop: Stop,
    first: () => Promise<unknown>,
    second: () => Promise<unknown>,
  ): Promise<{ stopped: boolean; first: string; second: string }>;
  close(): Promise<void>;
}

/**
 * Builds the gate into each table of the test's own database. The first to write while it is shut stops there;
 * everybody else passes. Limits are counted outside the work, so their table has no gate.
 */
export async function gate(address: string): Promise<Gate> {
  const keeper = new pg.Client({ connectionString: address });
  await keeper.connect();
  await keeper.query(`
    CREATE SCHEMA gate;
    CREATE TABLE gate.at (stop text NOT NULL);
    CREATE SEQUENCE gate.writes;
    CREATE FUNCTION gate.stand() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      wanted text := (SELECT stop FROM gate.at);
      here text := 'commit';
    BEGIN
      IF wanted IS NULL OR NOT pg_try_advisory_xact_lock(${FIRST}) THEN RETURN NULL; END IF;
      IF TG_LEVEL = 'STATEMENT' THEN here := nextval('gate.writes')::text; END IF;
      IF here = wanted THEN PERFORM pg_advisory_xact_lock_shared(${GATE}); END IF;
      RETURN NULL;
    END $$;
    DO $$ DECLARE t record; BEGIN
      FOR t IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relkind = 'r'
        AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('_prisma_migrations', 'RateLimit')
      LOOP
        EXECUTE format('CREATE TRIGGER a_gate BEFORE INSERT OR UPDATE OR DELETE ON %s
          FOR EACH STATEMENT EXECUTE FUNCTION gate.stand()', t.name);
        EXECUTE format('CREATE CONSTRAINT TRIGGER z_gate AFTER INSERT OR UPDATE OR DELETE ON %s
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gate.stand()', t.name);
      END LOOP;
    END $$;`);
  /** Whether some work ends within a moment. */
  const settled = (work: Promise<unknown>) =>
    Promise.race([work.then(() => true), aMoment().then(() => false)]);
  // The transaction at the gate also counts as waiting.
  const waiting = () => waitingIn(keeper);
  /** Whether somebody stands at the gate; waits for other things end without help. */
  const isHeld = async () => {
    const { rows } = await keeper.query(
      `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS held`,
      [GATE],
    );
    return rows[0].held as boolean;
  };
  return {
    async atOnce(stop, first, second) {
      await keeper.query("SELECT pg_advisory_lock($1)", [GATE]);
      await keeper.query("ALTER SEQUENCE gate.writes RESTART");
      await keeper.query("INSERT INTO gate.at VALUES ($1)", [stop]);
      const one = outcomes([first()]);
      let stopped = false;
      while (!stopped && !(await settled(one))) stopped = await isHeld();
      const two = outcomes([second()]);
      while (!(await settled(two)) && (await waiting()) < (stopped ? 2 : 1));
      await keeper.query("SELECT pg_advisory_unlock($1)", [GATE]);
      const [[a = ""], [b = ""]] = await Promise.all([one, two]);
      await keeper.query("DELETE FROM gate.at");
      return { stopped, first: a, second: b };
    },
    close: () => keeper.end(),
  };
}
