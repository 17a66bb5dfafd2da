// Reads identifiers of the ACL Anthology: P18-1089 until 2019, 2020.acl-main.1 since.

const OLD = /^[A-Z]\d{2}-\d{4}$/i;
const NEW = /^\d{4}\.[a-z0-9]{1,40}-[a-z0-9]{1,40}\.\d{1,5}$/i;

/** The canonical form of an identifier of the ACL Anthology, without its version; null if it is none. */
export function canonicalAcl(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^acl:/i, "")
    .replace(/v\d{1,2}$/, "");
  if (OLD.test(bare)) return bare.toUpperCase();
  return NEW.test(bare) ? bare.toLowerCase() : null;
}

/**
 * Whether an identifier names the front matter of a volume, which is its paper 0. Old volumes have one digit, those of
 * workshops two.
 */
export function isFrontMatter(id: string): boolean {
  const [, number] = /^\d{4}\..*\.(\d+)$/.exec(id) ?? [];
  if (number) return Number(number) === 0;
  return /^(?:W|C69|D19-[5-9])/.test(id) ? id.endsWith("00") : id.endsWith("000");
}
