"use client";

import { useState } from "react";
import type { RouterOutputs } from "@/trpc/client";
import { ChoosePaper, type MeetingPaper, type Offers } from "../planning/choose-paper";
import { PollForm } from "./poll-form";

interface Props {
  group: string;
  /** The group's time zone. */
  timeZone: string;
  /** The chosen reading that the poll is about; null to choose a paper first. */
  subject: RouterOutputs["datePolls"]["subject"] | null;
  /** Papers to choose from. */
  offers: Offers;
  /** Initial values of the form. */
  draft: RouterOutputs["meetings"]["draft"];
}

/** Asks when the members can meet: first the paper, unless it is given, then the times. */
export function AskAbout({ subject, offers, ...props }: Props) {
  const [found, setFound] = useState<MeetingPaper | null>(null);
  if (subject) {
    const about = { readingId: subject.id, paperId: null };
    return <PollForm {...props} about={about} paper={subject.paper} />;
  }
  if (found) {
    const about = { readingId: null, paperId: found.id };
    return <PollForm {...props} about={about} paper={found} onBack={() => setFound(null)} />;
  }
  return <ChoosePaper offers={offers} onChoose={setFound} />;
}
