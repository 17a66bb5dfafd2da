"use client";

import {
  isPublicSource,
  type PublicSource,
  type SourceInput,
  sourceKey,
} from "@/server/digests/schema";
import { Authors } from "./author-fields";
import { Searches } from "./search-fields";

interface Named {
  slug: string;
  name: string;
}

interface Props<Source = SourceInput> {
  sources: readonly Source[];
  topics: readonly Named[];
  /** The authors among the sources, by their keys. */
  authors: readonly Named[];
  error: string | null;
  onChange: (sources: Source[]) => void;
}

interface Option {
  source: SourceInput;
  label: string;
  sentence?: string;
}

const PUBLIC_OPTIONS: readonly Option[] = [
  {
    source: { kind: "trending" },
    label: "Trending papers",
    sentence: "What people upvote and discuss most, from the whole catalogue.",
  },
];
const PERSON_OPTIONS: readonly Option[] = [
  ...PUBLIC_OPTIONS,
  {
    source: { kind: "forYou" },
    label: "Papers for you",
    sentence: "Papers like those that you and your groups chose, each with the reason.",
  },
  {
    source: { kind: "answers" },
    label: "Replies to me",
    sentence: "Replies and mentions that you have not read here and got no email about.",
  },
  {
    source: { kind: "threads" },
    label: "What I follow",
    sentence: "New comments and papers in threads, papers and topics that you follow.",
  },
];

/** The sources of a digest: general ones, the viewer's groups, topics, authors and searches. */
export function SourceFields({ groups, ...props }: Props & { groups: readonly Named[] }) {
  return <Fields general={PERSON_OPTIONS} groups={groups} {...props} />;
}

/** The sources of a digest for an address without an account: general ones, topics, authors and searches. */
export function PublicSourceFields({ onChange, ...props }: Props<PublicSource>) {
  return (
    <Fields
      general={PUBLIC_OPTIONS}
      groups={[]}
      onChange={(sources) => onChange(sources.filter(isPublicSource))}
      {...props}
    />
  );
}

interface FieldsProps extends Props {
  general: readonly Option[];
  groups: readonly Named[];
}

function Fields({ general, sources, topics, authors, groups, error, onChange }: FieldsProps) {
  const chosen = new Set(sources.map(sourceKey));
  const toggle = (source: SourceInput, on: boolean) =>
    onChange(
      on ? [...sources, source] : sources.filter((one) => sourceKey(one) !== sourceKey(source)),
    );
  const some = (legend: string, options: readonly Option[]) =>
    options.length === 0 ? null : (
      <fieldset className="grid min-w-0 gap-2">
        <legend className="mb-1 font-medium text-sm">{legend}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {options.map(({ source, label, sentence }) => (
            <label
              key={sourceKey(source)}
              className="grid min-h-11 cursor-pointer grid-cols-[auto_1fr] gap-x-3 rounded-md border border-line bg-surface px-3 py-2.5 hover:bg-sunken has-[:checked]:border-accent has-[:checked]:bg-sunken"
            >
              <input
                type="checkbox"
                className="mt-1 size-4 accent-[var(--accent)]"
                checked={chosen.has(sourceKey(source))}
                onChange={({ target }) => toggle(source, target.checked)}
              />
              <span className="min-w-0">
                <bdi className="font-medium">{label}</bdi>
                {sentence ? <span className="block text-muted text-sm">{sentence}</span> : null}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    );
  return (
    <div className="grid gap-5">
      {some("General", general)}
      {some(
        "My groups: open ballots, results, the next meeting, new nominations",
        groups.map(({ slug, name }) => ({ source: { kind: "group", group: slug }, label: name })),
      )}
      {some(
        "Trending in topics",
        topics.map(({ slug, name }) => ({ source: { kind: "topic", topic: slug }, label: name })),
      )}
      <Authors known={authors} sources={sources} onChange={onChange} list={some} />
      <Searches sources={sources} onChange={onChange} />
      {error ? (
        <p role="alert" className="text-danger text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}
