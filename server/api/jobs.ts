import "server-only";
import { z } from "zod";
import { handlers as endings, recurring as endSweep } from "@/server/accounts/ending/jobs";
import { handlers as ballots, recurring as sweeps } from "@/server/ballots/jobs";
import { pitches } from "@/server/ballots/nominations/rendering";
import { handlers as digests, recurring as ticks } from "@/server/digests/jobs";
import { groupDescriptions } from "@/server/groups/descriptions/rendering";
import { handlers as groupEnds } from "@/server/groups/ending/jobs";
import { handlers as groups } from "@/server/groups/invitations/sending";
import { handlers as meetings } from "@/server/meetings/commands";
import { handlers as datePolls } from "@/server/meetings/polls/commands";
import { meetingTexts } from "@/server/meetings/texts/rendering";
import { handlers as notifications, recurring as tellings } from "@/server/notifications/jobs";
import { abstracts } from "@/server/papers/abstracts/commands";
import { recurring as askings, handlers as awaitedPapers } from "@/server/papers/awaited/jobs";
import { handlers as completing, recurring as completions } from "@/server/papers/completion/jobs";
import { handlers as meaning, recurring as readings } from "@/server/papers/meaning/jobs";
import { closeMeaning } from "@/server/papers/meaning/queries";
import {
  enqueueRepairOfAll,
  handlers as repairing,
  recurring as repairs,
} from "@/server/papers/repairs/jobs";
import { recurring as compareTimes, handlers as comparisons } from "@/server/papers/similar/jobs";
import { deleteOldAnswers } from "@/server/papers/sources/fetching/commands";
import { handlers as refiling, recurring as refilings } from "@/server/papers/topics/refiling/jobs";
import { recurring as lookings, handlers as looks } from "@/server/papers/versions/jobs";
import { recurring as raisings, handlers as weights } from "@/server/papers/weights/jobs";
import { handlers as people, recurring as peopleSweep } from "@/server/people/jobs";
import { HEARTBEAT, recordHeartbeat } from "@/server/platform/heartbeat";
import { deleteOldCounts } from "@/server/platform/limits";
import { closeMail } from "@/server/platform/mail/mail";
import {
  freeAbandonedJobs,
  type Handler,
  handle,
  type Recurring,
  startWorker,
} from "@/server/platform/queue";
import { enqueueRenewal, renewalJob } from "@/server/platform/text/renewing";
import { paperNotes } from "@/server/shelves/notes/rendering";
import { commentTexts, versionTexts } from "@/server/threads/rendering/commands";
import { handlers as watches, recurring as watchTimes } from "@/server/watches/jobs";

/** Everything that is stored as HTML, in the order in which it is brought up to date. */
export const STORED_TEXTS = [
  abstracts,
  groupDescriptions,
  pitches,
  commentTexts,
  meetingTexts,
  versionTexts,
  paperNotes,
];
const renderings = renewalJob(STORED_TEXTS);
const BEAT = { name: HEARTBEAT, payload: z.unknown() };
const handlers: Handler[] = [
  handle(BEAT, async () => {
    await recordHeartbeat();
    await freeAbandonedJobs();
    await deleteOldCounts();
    await deleteOldAnswers();
  }),
  ...people,
  ...awaitedPapers,
  ...meaning,
  ...comparisons,
  ...completing,
  ...repairing,
  ...refiling,
  ...looks,
  ...weights,
  ...renderings.handlers,
  ...groups,
  ...groupEnds,
  ...endings,
  ...ballots,
  ...watches,
  ...meetings,
  ...datePolls,
  ...notifications,
  ...digests,
];
const recurring: Recurring[] = [
  { pattern: "* * * * *", job: BEAT },
  ...peopleSweep,
  ...askings,
  ...readings,
  ...compareTimes,
  ...completions,
  ...repairs,
  ...refilings,
  ...lookings,
  ...raisings,
  ...renderings.recurring,
  ...sweeps,
  ...watchTimes,
  ...endSweep,
  ...tellings,
  ...ticks,
];

/** Works on the queue in this process until it is stopped. */
export async function startJobs(): Promise<{ stop(): Promise<void> }> {
  const worker = await startWorker(handlers, recurring);
  await recordHeartbeat();
  await enqueueRenewal();
  await enqueueRepairOfAll();
  return {
    async stop() {
      await worker.stop();
      closeMail();
      await closeMeaning();
    },
  };
}
