// Reads arXiv identifiers: the numbers since April 2007, and those before it, which name an archive.

/** The archives of old identifiers. The list is closed: since April 2007 numbers name no archive. */
const ARCHIVES = new Set(
  (
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs " +
    "dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics " +
    "plasm-ph q-alg q-bio quant-ph solv-int supr-con"
  ).split(" "),
);

/** A number of either kind, with its version and the ending of a file, up to a sign that no number contains. */
const AT_START =
  /^(?:(\d{4})\.(\d{4,5})|([a-z]{1,9}(?:-[a-z]{2,5})?)(?:\.[a-z]{2,8}(?:-[a-z]{2,5})?)?\/(\d{4})(\d{3}))(?:v[1-9]\d{0,3})?(?:\.(?:pdf|ps|gz|html?))*(?![a-z0-9_]|\.\d)/i;

function isMonth(yymm: string): boolean {
  const month = Number(yymm.slice(2));
  return month >= 1 && month <= 12;
}

/** Whether numbers without an archive were given in a month. The years from 91 on belong to the old ones. */
function isNewNumber(yymm: string, number: string): boolean {
  if (!isMonth(yymm) || yymm < "0704" || yymm > "9012" || /^0+$/.test(number)) return false;
  return number.length === (yymm < "1501" ? 4 : 5);
}

function isOldNumber(yymm: string, number: string): boolean {
  return isMonth(yymm) && (yymm >= "9107" || yymm <= "0703") && number !== "000";
}

/** Finds the arXiv identifier at the start of a text, in its canonical form; null if none can be there. */
export function arxivAtStart(text: string): string | null {
  const [, yymm, number, archive, old, rest] = AT_START.exec(text.slice(0, 60)) ?? [];
  if (yymm && number) return isNewNumber(yymm, number) ? `${yymm}.${number}` : null;
  if (!archive || !old || !rest || !isArchive(archive) || !isOldNumber(old, rest)) return null;
  return `${archive.toLowerCase()}/${old}${rest}`;
}

/** Whether a word is the name of an archive that old identifiers begin with. */
export function isArchive(word: string): boolean {
  return ARCHIVES.has(word.toLowerCase());
}

/** The canonical form of an arXiv identifier: without "arXiv:", version and subject class; null if it is impossible. */
export function canonicalArxiv(text: string): string | null {
  const bare = text.trim().replace(/^arxiv:\s*/i, "");
  return /^[\w.\-/]{8,40}$/.test(bare) ? arxivAtStart(bare) : null;
}
