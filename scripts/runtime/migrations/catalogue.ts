import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** The type of PostgreSQL's own catalogue, "char", and text. */
const CHAR = 18;
const TEXT = 25;

/**
 * The adapter does not know "char", which the engine reads from the catalogue: the pool hands such
 * columns over as text and remembers their names, so that the adapter then reports them as characters.
 */
export class CataloguePool extends pg.Pool {
  readonly characters = new Set<string>();

  override query(...args: unknown[]): never {
    const answer = (super.query as (...all: unknown[]) => Promise<pg.QueryResult>)(...args);
    return answer.then((result) => {
      for (const field of result.fields ?? []) {
        if (field.dataTypeID !== CHAR) continue;
        field.dataTypeID = TEXT;
        this.characters.add(field.name);
      }
      return result;
    }) as never;
  }
}

export const UNFINISHED = "finished_at IS NULL AND rolled_back_at IS NULL";
const NOTE_APPLIED = `UPDATE "_prisma_migrations" SET finished_at = now() WHERE ${UNFINISHED}`;

export class CatalogueAdapter extends PrismaPg {
  constructor(private readonly pool: CataloguePool) {
    super(pool);
  }

  override async connect() {
    const adapter = await super.connect();
    const ask = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const answer = await ask(query);
      answer.columnNames.forEach((name, column) => {
        if (!this.pool.characters.has(name)) return;
        answer.columnTypes[column] = ColumnTypeEnum.Character;
      });
      return answer;
    };
    // The adapter would split a script at every semicolon and send each statement. Sent in one piece,
    // it is one transaction: it is applied and recorded as applied, or neither, even after a kill.
    adapter.executeScript = async (script) => {
      try {
        await this.pool.query(`${script}\n;\n${NOTE_APPLIED}`);
      } catch (error) {
        (adapter as unknown as { onError(error: unknown): never }).onError(error);
      }
    };
    return adapter;
  }
}
