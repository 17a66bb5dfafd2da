"use client";

import { useState } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/links/link";
import { groupPapersPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { Reasons } from "../reports/reasons";
import { ObjectionWindow } from "./objection-window";

type Reported = RouterOutputs["moderation"]["objectionReports"][number];

interface Props {
  group: string;
  objections: Reported[];
}

/** Objections to papers that other members have reported, with the actions on them. */
export function ReportedObjections({ group, objections }: Props) {
  return (
    <section aria-labelledby="objections">
      <h2 id="objections" className="mb-3 font-semibold font-serif text-xl">
        Reported objections to papers
      </h2>
      <ul className="grid gap-4">
        {objections.map((one) => (
          <li key={one.nominationId + one.by.handle}>
            <ReportedObjection group={group} objection={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ReportedObjection({ group, objection }: { group: string; objection: Reported }) {
  const { nominationId, by, said, paper, reports, moreReports } = objection;
  const [act, setAct] = useState<"remove" | "dismiss">("remove");
  const [open, setOpen] = useState(false);
  const button = (kind: typeof act, words: string) => (
    <Button
      size="small"
      className="min-h-10"
      onClick={() => {
        setAct(kind);
        setOpen(true);
      }}
    >
      {words}
      <span className="sr-only">: what {by.name} says</span>
    </Button>
  );
  return (
    <Card>
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <bdi className="font-semibold">{by.name}</bdi>
        <span className="text-muted">@{by.handle}</span>
        <Link href={groupPapersPath(group)} className="inline-flex min-h-6 items-center underline">
          on&nbsp;
          <PaperTitle of={paper} />
        </Link>
      </p>
      <p dir="auto" className="my-2 break-words border-line border-l-2 pl-3">
        {said}
      </p>
      <Reasons
        reports={reports.map(({ handle, name, reason }) => ({ key: handle, name, reason }))}
        more={moreReports}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        {button("dismiss", "Dismiss")}
        {button("remove", "Remove")}
      </div>
      <ObjectionWindow
        {...{ group, nominationId, act, open }}
        handle={by.handle}
        onOpenChange={setOpen}
      />
    </Card>
  );
}
