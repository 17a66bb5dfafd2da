import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import {
  isCondition,
  isSame,
  OPERATORS,
  type Operator,
  type Term,
  writeQuestion,
  writeTerm,
} from "@/server/papers/search/language/rules";
import { type Kind, searchAddress } from "./address";
import { conditionInWords, misreadInWords } from "./words";

interface Props {
  path: string;
  /** The kind of results, where the path has several. */
  kind?: Kind;
  terms: readonly Term[];
  misread: readonly string[];
  /** Addresses that the search names, and that are no group of the viewer's. */
  foreign?: readonly string[];
}

/** The conditions that a search was taken for, each with a link that takes it out, and the pieces that are none. */
export function Understood({ path, kind, terms, misread, foreign = [] }: Props) {
  const conditions = terms.filter(isCondition);
  return (
    <>
      {conditions.length > 0 ? (
        <ul aria-label="Conditions" className="mt-3 flex flex-wrap gap-2">
          {conditions.map((term) => (
            <li key={writeTerm(term)}>
              <Link
                href={searchAddress(path, {
                  kind,
                  q: writeQuestion(terms.filter((one) => !isSame(one, term))),
                })}
                rel="nofollow"
                className="inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-md border border-accent bg-sunken px-2.5 text-sm no-underline hover:underline"
              >
                <bdi className="break-words">{conditionInWords(term)}</bdi>
                <Icon of="lucide--x" className="size-4 shrink-0" />
                <span className="sr-only">: remove</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <Misread pieces={misread} />
      {foreign.map((slug) => (
        <p key={slug} className="mt-3">
          None of your groups has the address “<bdi>{slug}</bdi>”. Only a group’s members can search
          in it.
        </p>
      ))}
    </>
  );
}

/** Says what looks like an operator and was read as words. @param known the operators that have a meaning here */
export function Misread({
  pieces,
  known = OPERATORS,
}: {
  pieces: readonly string[];
  known?: readonly Operator[];
}) {
  const named = [...new Set(pieces)].slice(0, 3);
  return named.map((piece) => (
    <p key={piece} className="mt-3 break-words text-muted">
      {misreadInWords(piece, known)}
    </p>
  ));
}
