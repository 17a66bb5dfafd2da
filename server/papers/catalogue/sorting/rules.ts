import { normalizedTitle } from "../../rules";
import { compareUnasked, type Described, haveOneName } from "../rules";

/** A paper of an import that only a person can tell from others. */
export interface Doubtful {
  /** Its place in the list that was imported, from 0. */
  place: number;
  title: string;
  /** The papers that it may be. The slug is null for an earlier one of the same list. */
  like: { slug: string | null; title: string }[];
}

/** A paper of an import, beside its description. */
export interface Entry<Paper> {
  paper: Paper;
  described: Described;
  /** Whether a person has decided that it is none of the papers with its title. */
  isAnother: boolean;
}

type Shelved = Described & { slug: string | null };

/** Papers by the keys of their titles and by their identifiers. */
export class Shelf {
  readonly #papers = new Map<string, Shelved[]>();

  add(paper: Shelved): void {
    for (const key of keysOf(paper)) {
      const there = this.#papers.get(key);
      if (there) there.push(paper);
      else this.#papers.set(key, [paper]);
    }
  }

  findAlike(paper: Described): Shelved[] {
    return [...new Set(keysOf(paper).flatMap((key) => this.#papers.get(key) ?? []))];
  }
}

function keysOf({ title, identifiers }: Described): string[] {
  return [normalizedTitle(title), ...identifiers.map(({ type, value }) => `${type} ${value}`)];
}

/**
 * Parts the papers of a list that are new from those that the catalogue, or an earlier place of the list, has already,
 * and from doubtful ones.
 * @param shelf what earlier parts of the list were compared with; the papers of this part come to it
 */
export function sortOut<Paper>(
  entries: readonly Entry<Paper>[],
  known: readonly (Described & { slug: string })[],
  shelf = new Shelf(),
): { fresh: Paper[]; doubtful: Doubtful[] } {
  for (const paper of known) shelf.add(paper);
  const fresh: Paper[] = [];
  const doubtful: Doubtful[] = [];
  for (const [place, { paper, described, isAnother }] of entries.entries()) {
    const alike = shelf.findAlike(described);
    const is = (other: Described) => compareUnasked(described, other);
    if (!isAnother && alike.some((other) => is(other) === "same")) continue;
    const like = alike.filter((other) =>
      isAnother ? haveOneName(described, other) : is(other) === "doubtful",
    );
    if (like.length > 0) {
      const named = like.map(({ slug, title }) => ({ slug, title }));
      doubtful.push({ place, title: described.title, like: named });
      continue;
    }
    fresh.push(paper);
    shelf.add({ ...described, slug: null });
  }
  return { fresh, doubtful };
}
