import "server-only";
import { db } from "@/server/platform/database/db";
import { readWithoutServing } from "../../meaning/commands";
import { canAsk, chosenModel, keyOf } from "../../meaning/models/model";
import { MeaningReader } from "../../meaning/reader";
import { modelSettings, type Question } from "../../meaning/schema";
import { searchWithMeaning } from "../queries";
import { COUNTED, type Measured, measureSearch } from "./rules";

interface Way {
  name: string;
  measured: Measured;
}

/**
 * Measures how well questions find their papers: by words, by the model that serves, and by the one of the settings,
 * which reads the papers first if it has not. No question waits for patience here. @param say told what takes time
 * @returns each way, and the slugs of the questions that no paper has
 */
export async function measureMeaning(
  questions: readonly Question[],
  say: (line: string) => void = () => {},
): Promise<{ ways: Way[]; unknown: string[] }> {
  const wanted = [...new Set(questions.flatMap(({ papers }) => papers))];
  const where = { slug: { in: wanted } };
  const there = new Set(
    (await db.paper.findMany({ where, select: { slug: true } })).map(({ slug }) => slug),
  );
  const ways: Way[] = [{ name: "words", measured: await measure(questions, null) }];
  for (const reader of await openReaders(say)) {
    try {
      await reader.fill();
      const { provider, name } = reader.model.settings;
      ways.push({ name: `${provider} ${name}`, measured: await measure(questions, reader) });
    } finally {
      await reader.thread.end();
    }
  }
  return { ways, unknown: wanted.filter((slug) => !there.has(slug)) };
}

async function openReaders(say: (line: string) => void): Promise<MeaningReader[]> {
  const chosen = chosenModel();
  const row = await db.meaningModel.findFirst({ where: { servesSince: { not: null } } });
  const settings = row && modelSettings.parse(row.settings);
  const readers =
    row && settings && canAsk(settings)
      ? [new MeaningReader({ key: row.key, settings, floor: row.floor })]
      : [];
  if (chosen && keyOf(chosen) !== row?.key)
    readers.push(new MeaningReader(await readWithoutServing(chosen, say)));
  return readers;
}

function measure(questions: readonly Question[], reader: MeaningReader | null): Promise<Measured> {
  return measureSearch(questions, async (q) => {
    const hits = await searchWithMeaning(q, COUNTED, async (_, beside) =>
      reader ? reader.compare(q, await reader.nearest(q), await beside) : null,
    );
    const where = { id: { in: hits.map(({ id }) => id) } };
    const found = await db.paper.findMany({ where, select: { id: true, slug: true } });
    const slugs = new Map(found.map(({ id, slug }) => [id, slug]));
    return hits.map(({ id, byMeaning = false }) => ({ slug: slugs.get(id) ?? "", byMeaning }));
  });
}
