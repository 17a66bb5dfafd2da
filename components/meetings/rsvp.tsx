"use client";

import { useMutation } from "@tanstack/react-query";
import clsx from "clsx";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { showRefusal } from "@/components/shell/errors";
import { LatestWins } from "@/components/shell/latest-wins";
import { Icon } from "@/components/ui/icons/icon";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

type Member = NonNullable<RouterOutputs["meetings"]["page"]["member"]>;
type Answer = keyof Member["rsvps"];
type Person = Member["rsvps"][Answer]["people"][number];

const ANSWERS = [
  { answer: "yes", label: "Yes", icon: "lucide--check" },
  { answer: "maybe", label: "Maybe", icon: "lucide--circle-help" },
  { answer: "no", label: "No", icon: "lucide--x" },
] as const;

interface Props {
  group: string;
  meetingId: string;
  viewer: { handle: string; name: string };
  member: Pick<Member, "rsvps" | "mine" | "away">;
  /** Whether RSVPs are still open. */
  open: boolean;
}

/** The viewer's RSVP and those of other members. A choice shows at once, and the last one is stored. */
export function Rsvp({ group, meetingId, viewer, member, open }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const { mutateAsync } = useMutation(trpc.meetings.rsvp.mutationOptions());
  const [wish, setWish] = useState<Answer | null>(null);
  const [, start] = useTransition();
  const wishes = useRef<LatestWins<Answer, unknown>>(null);
  wishes.current ??= new LatestWins((answer) => mutateAsync({ group, meetingId, answer }), {
    // The optimistic choice is dropped when the page that includes it arrives.
    done: () =>
      start(() => {
        router.refresh();
        setWish(null);
      }),
    failed(error) {
      setWish(null);
      showRefusal(error);
      router.refresh();
    },
  });
  const { rsvps, mine, away } = member;
  const answer = wish ?? mine?.answer ?? null;
  const stale = wish === null && mine?.stale;
  const shown = (of: Answer): Person[] => {
    const others = rsvps[of].people.filter(({ handle }) => handle !== viewer.handle);
    return answer === of ? [...others, { ...viewer, stale: stale ?? false }] : others;
  };
  // The viewer is always named, even if the server counted them among the rest.
  const others = (of: Answer): number => {
    const { people, more } = rsvps[of];
    const named = people.some(({ handle }) => handle === viewer.handle);
    return more - (mine?.answer === of && !named ? 1 : 0);
  };
  return (
    <>
      {open ? (
        <fieldset>
          <legend className="mb-2 font-medium">Are you coming?</legend>
          <div className="flex flex-wrap gap-2">
            {ANSWERS.map(({ answer: value, label, icon }) => (
              <button
                key={value}
                type="button"
                aria-pressed={answer === value}
                onClick={() => {
                  setWish(value);
                  wishes.current?.want(value);
                }}
                className={clsx(
                  "inline-flex min-h-10 items-center gap-1.5 rounded-md border px-4 font-medium transition-colors",
                  answer === value
                    ? "border-accent bg-accent text-on-accent"
                    : "border-line bg-surface hover:bg-sunken",
                )}
              >
                <Icon of={icon} className="size-4" />
                {label}
              </button>
            ))}
          </div>
          {stale ? (
            <p className="mt-2 text-sm">
              You responded before the meeting was moved. Is your response still right?
            </p>
          ) : null}
        </fieldset>
      ) : null}
      <dl className={clsx("grid gap-3", open && "mt-4")}>
        {ANSWERS.map(({ answer: of, label }) => (
          <Names key={of} label={label} people={shown(of)} more={others(of)} />
        ))}
        {away.people.length > 0 ? (
          <Names
            label="Away that day"
            people={away.people.map((one) => ({ ...one, stale: false }))}
            more={away.more ? "others" : 0}
          />
        ) : null}
      </dl>
    </>
  );
}

interface NamesProps {
  label: string;
  people: Person[];
  /** The number of people beyond those named. */
  more: number | "others";
}

function Names({ label, people, more }: NamesProps) {
  return (
    <div>
      <dt className="font-medium text-sm">
        {label}: {more === "others" ? `more than ${people.length}` : people.length + more}
      </dt>
      <dd className="text-muted text-sm">
        {people.map(({ handle, name, stale }, at) => (
          <span key={handle}>
            {at > 0 ? ", " : null}
            <bdi>{name}</bdi>
            {stale ? " (before it was moved)" : null}
          </span>
        ))}
        {more === 0 ? null : more === "others" ? " and others" : ` and ${more} more`}
        {people.length === 0 ? "nobody" : null}
      </dd>
    </div>
  );
}
