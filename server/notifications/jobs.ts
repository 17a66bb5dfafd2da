import "server-only";
import {
  BALLOT_EXTENDED,
  BALLOT_OPENED,
  BALLOT_OVER,
  BALLOT_REMINDED,
  CANDIDATE_ADDED,
  NOMINATED,
} from "@/server/ballots/schema";
import {
  DATE_POLL_ENDED,
  DATE_POLL_OPENED,
  DATE_POLL_UNDECIDED,
  MEETING_CHANGED,
} from "@/server/meetings/schema";
import { AWAITED_ENDED } from "@/server/papers/awaited/schema";
import { PAPER_CHANGED, SUGGESTED, SUGGESTION_ANSWERED } from "@/server/papers/corrections/schema";
import { PAPER_NEWS } from "@/server/papers/versions/schema";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { COMMENT_WRITTEN, MODERATED } from "@/server/threads/schema";
import { TELL_OF_SUGGESTIONS } from "@/server/watches/schema";
import { deleteOldNotifications } from "./commands";
import { enqueueDueEmails } from "./gathering/commands";
import { notifyOfAwaited } from "./notifying/awaited/commands";
import { notifyOfComment, notifyOfModeration, notifyOfPapers } from "./notifying/commands";
import { notifyOfDatePoll, notifyOfEndedPoll, notifyOfUndecidedPoll } from "./notifying/date-polls";
import {
  notifyOfExtension,
  notifyOfMeeting,
  notifyOfNomination,
  notifyOfOpening,
  notifyOfResult,
} from "./notifying/group-events";
import { notifyOfNews } from "./notifying/news/commands";
import {
  notifyOfAnswer,
  notifyOfChange,
  notifyOfSuggestion,
} from "./notifying/suggestions/commands";
import { notifyOfSuggestions } from "./notifying/watches/commands";
import { notifyOfCandidate, remind, remindVotersNow } from "./reminding/commands";
import {
  ATTACHMENTS_DROPPED,
  NOTIFICATION_MAIL,
  REMIND,
  SWEEP_EMAILS,
  SWEEP_OLD,
  SWEEP_PAPERS,
} from "./schema";
import { sendAttachmentsDropped, sendQueued } from "./sending/commands";

export const handlers: Handler[] = [
  handle(COMMENT_WRITTEN, ({ commentId, change }) => notifyOfComment(commentId, change)),
  handle(NOMINATED, ({ nominationId }) => notifyOfNomination(nominationId)),
  handle(BALLOT_OPENED, ({ ballotId }) => notifyOfOpening(ballotId)),
  handle(BALLOT_EXTENDED, ({ ballotId }) => notifyOfExtension(ballotId)),
  handle(CANDIDATE_ADDED, ({ ballotId, byId }) => notifyOfCandidate(ballotId, byId)),
  handle(BALLOT_OVER, ({ ballotId }) => notifyOfResult(ballotId)),
  handle(MEETING_CHANGED, ({ meetingId, byId }) => notifyOfMeeting(meetingId, byId)),
  handle(DATE_POLL_OPENED, ({ pollId }) => notifyOfDatePoll(pollId)),
  handle(DATE_POLL_ENDED, ({ pollId }) => notifyOfEndedPoll(pollId)),
  handle(DATE_POLL_UNDECIDED, ({ pollId }) => notifyOfUndecidedPoll(pollId)),
  handle(MODERATED, ({ actId }) => notifyOfModeration(actId)),
  handle(PAPER_CHANGED, ({ changeId }) => notifyOfChange(changeId)),
  handle(AWAITED_ENDED, ({ awaitedId }) => notifyOfAwaited(awaitedId)),
  handle(PAPER_NEWS, ({ paperId, news }) => notifyOfNews(paperId, news)),
  handle(SUGGESTED, ({ suggestionId }) => notifyOfSuggestion(suggestionId)),
  handle(SUGGESTION_ANSWERED, ({ suggestionId }) => notifyOfAnswer(suggestionId)),
  handle(TELL_OF_SUGGESTIONS, notifyOfSuggestions),
  handle(BALLOT_REMINDED, ({ ballotId, byId }) => remindVotersNow(ballotId, byId)),
  handle(NOTIFICATION_MAIL, sendQueued),
  handle(ATTACHMENTS_DROPPED, ({ commentId }) => sendAttachmentsDropped(commentId)),
  handle(SWEEP_EMAILS, enqueueDueEmails),
  handle(REMIND, remind),
  handle(SWEEP_PAPERS, notifyOfPapers),
  handle(SWEEP_OLD, deleteOldNotifications),
];
export const recurring: Recurring[] = [
  { pattern: "* * * * *", job: SWEEP_EMAILS },
  { pattern: "*/5 * * * *", job: REMIND },
  { pattern: "*/10 * * * *", job: SWEEP_PAPERS },
  { pattern: "23 4 * * *", job: SWEEP_OLD },
];
