import "server-only";
import { route } from "@/server/platform/web/routes/routes";
import { answerCalls, CALLS_AT } from "./calls";
import {
  sendGroup,
  sendHistory,
  sendMeeting,
  sendOwnData,
  sendPresenters,
  sendRecord,
  sendThread,
} from "./downloads";
import { sendFeed } from "./feed";
import { reportHealth } from "./health";
import { takeFile } from "./import";
import { takeMail } from "./incoming-mail";
import { joinByForm } from "./join";
import { muteByOneClick, showMuting, showUnsubscribing, unsubscribeByLink } from "./links";
import { finishOutsideSignIn, startOutsideSignIn } from "./outside-sign-in";
import { sendFound, sendList, sendPaper, sendPool } from "./paper-files";
import { findPapers } from "./papers";
import { sendGroupList, sendOwnList, sendSharedList, sendShelf } from "./shelves/files";
import { confirmSignIn, requestLinkByForm, signInAsDemo, signInByCode, signOut } from "./sign-in";
import { subscribeByForm } from "./subscribe";
import { welcomeByForm } from "./welcome";

/** All addresses for machines and plain forms. The first that fits a request answers it. */
export const ROUTES = [
  route(`${CALLS_AT}/:calls`, { GET: answerCalls, POST: answerCalls }),
  route("/api/health", { GET: reportHealth }),
  route("/api/v1/papers", { GET: findPapers }),
  route("/api/papers/import", { POST: takeFile }),
  route("/api/papers/list/:format", { GET: sendList }),
  route("/api/papers/search/:format", { GET: sendFound }),
  route("/api/papers/:paper/file/:format", { GET: sendPaper }),
  route("/api/calendar/:token", { GET: sendFeed }),
  route("/api/groups/:group/ballots/:ballot/record", { GET: sendRecord }),
  route("/api/groups/:group/everything", { GET: sendGroup }),
  route("/api/groups/:group/history/:format", { GET: sendHistory }),
  route("/api/groups/:group/meetings/:file", { GET: sendMeeting }),
  route("/api/groups/:group/pool/:format", { GET: sendPool }),
  route("/api/groups/:group/presenters/:format", { GET: sendPresenters }),
  route("/api/groups/:group/lists/:list/:format", { GET: sendGroupList }),
  route("/api/shelves/:shelf/:format", { GET: sendShelf }),
  route("/api/lists/:list/:format", { GET: sendOwnList }),
  route("/api/shared-lists/:token/:format", { GET: sendSharedList }),
  route("/api/threads/:thread/export.md", { GET: sendThread }),
  route("/api/my-data", { GET: sendOwnData }),
  route("/api/sign-in/email", { POST: requestLinkByForm }),
  route("/api/sign-in/code", { POST: signInByCode }),
  route("/api/sign-in/confirm", { POST: confirmSignIn }),
  route("/api/sign-in/demo", { POST: signInAsDemo }),
  route("/api/sign-in/:provider", { POST: startOutsideSignIn }),
  route("/api/auth/callback/:provider", { GET: finishOutsideSignIn }),
  route("/api/subscribe", { POST: subscribeByForm }),
  route("/api/join", { POST: joinByForm }),
  route("/api/welcome", { POST: welcomeByForm }),
  route("/api/sign-out", { POST: signOut }),
  route("/api/unsubscribe", { GET: showUnsubscribing, POST: unsubscribeByLink }),
  route("/api/mute", { GET: showMuting, POST: muteByOneClick }),
  route("/api/inbound-mail", { POST: takeMail }),
];
