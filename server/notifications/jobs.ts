import "server-only";
import { BALLOT_OPENED, BALLOT_OVER, NOMINATED } from "@/server/ballots/schema";
import { MEETING_CHANGED } from "@/server/meetings/schema";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { COMMENT_WRITTEN, MODERATED } from "@/server/threads/schema";
import { forgetOld } from "./commands";
import {
  tellOfComment,
  tellOfMeeting,
  tellOfModeration,
  tellOfNomination,
  tellOfOpening,
  tellOfPapers,
  tellOfResult,
} from "./notifying/commands";
import { NOT_KEPT_MAIL, NOTIFICATION_MAIL, SWEEP_OLD, SWEEP_PAPERS } from "./schema";
import { sendNotification, sendNotKept } from "./sending/commands";

export const handlers: Handler[] = [
  handle(COMMENT_WRITTEN, ({ commentId, change }) => tellOfComment(commentId, change)),
  handle(NOMINATED, ({ nominationId }) => tellOfNomination(nominationId)),
  handle(BALLOT_OPENED, ({ ballotId }) => tellOfOpening(ballotId)),
  handle(BALLOT_OVER, ({ ballotId }) => tellOfResult(ballotId)),
  handle(MEETING_CHANGED, ({ meetingId, byId }) => tellOfMeeting(meetingId, byId)),
  handle(MODERATED, ({ actId }) => tellOfModeration(actId)),
  handle(NOTIFICATION_MAIL, ({ notificationId }) => sendNotification(notificationId)),
  handle(NOT_KEPT_MAIL, ({ commentId }) => sendNotKept(commentId)),
  handle(SWEEP_PAPERS, tellOfPapers),
  handle(SWEEP_OLD, forgetOld),
];
export const recurring: Recurring[] = [
  { pattern: "*/10 * * * *", job: SWEEP_PAPERS },
  { pattern: "23 4 * * *", job: SWEEP_OLD },
];
