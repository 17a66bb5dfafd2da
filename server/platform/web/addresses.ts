// The table of this site's addresses, for pages and emails. scripts/addresses.test.ts holds it against the routes of
// app/ and server/api/routes, and keeps addresses from being written elsewhere.

/** Addresses without a value in them. */
export const PATHS = {
  papers: "/",
  forYou: "/for-you",
  newPaper: "/papers/new",
  importPapers: "/papers/import",
  add: "/add",
  topics: "/topics",
  search: "/search",
  groups: "/groups",
  newGroup: "/groups/new",
  desk: "/desk",
  shelves: "/shelves",
  lists: "/shelves/lists",
  notifications: "/notifications",
  digests: "/digests",
  newSubscription: "/digests/new",
  subscribe: "/subscribe",
  settings: "/settings",
  moderation: "/moderation",
  siteWatches: "/moderation/watches",
  duplicates: "/moderation/duplicates",
  topicsModeration: "/moderation/topics",
  operatorMail: "/operator/mail",
  operatorPapers: "/operator/papers",
  operatorSearch: "/operator/search",
  signIn: "/sign-in",
  welcome: "/welcome",
  mailbox: "/mailbox",
  subscribeByForm: "/api/subscribe",
  signInByEmail: "/api/sign-in/email",
  signInByCode: "/api/sign-in/code",
  signInAsDemo: "/api/sign-in/demo",
  confirmSignIn: "/api/sign-in/confirm",
  acceptInvitation: "/api/join",
  welcomeByForm: "/api/welcome",
  signOut: "/api/sign-out",
  myData: "/api/my-data",
  health: "/api/health",
} as const;

/** The parameters of an address. */
export type Query = Readonly<Record<string, string | null | undefined>>;

/** Adds parameters to a path, without the empty ones. */
export function withQuery(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) parameters.set(name, value);
  return parameters.size > 0 ? `${path}?${parameters}` : path;
}

/** Adds a signed token. A digest has fifteen of them, and URLSearchParams takes as long for each as signing it. */
const withToken = (path: string, token: string) => `${path}?token=${encodeURIComponent(token)}`;

/** Writes a path and encodes its values. */
function path(fixed: TemplateStringsArray, ...values: string[]): string {
  return String.raw({ raw: fixed }, ...values.map(encodeURIComponent));
}

export const paperPath = (paper: string) => path`/papers/${paper}`;
export const paperCommentPath = (paper: string, comment: string) =>
  path`/papers/${paper}/comments/${comment}`;
export const paperVersionsPath = (paper: string) => path`/papers/${paper}/versions`;
export const paperHistoryPath = (paper: string) => path`/papers/${paper}/history`;
export const editPaperPath = (paper: string) => path`/papers/${paper}/edit`;
export const mergePaperPath = (paper: string) => path`/papers/${paper}/merge`;
export const paperSuggestionsPath = (paper: string) => path`/papers/${paper}/suggestions`;
export const paperFilePath = (paper: string, format: string) =>
  path`/api/papers/${paper}/file/${format}`;
/** @param adds whether the papers are added, not only compared with the catalogue */
export const importFilePath = (name: string, adds: boolean) =>
  withQuery("/api/papers/import", { name, do: adds ? "import" : null });
/** @param query the list that a page shows, as in its address */
export const listFilePath = (format: string, query: Query) =>
  withQuery(path`/api/papers/list/${format}`, query);
export const searchFilePath = (format: string, q: string) =>
  withQuery(path`/api/papers/search/${format}`, { q });
export const topicPath = (topic: string) => path`/topics/${topic}`;
export const authorPath = (author: string) => path`/authors/${author}`;

export const groupPath = (group: string) => path`/groups/${group}`;
export const groupPapersPath = (group: string) => path`/groups/${group}/papers`;
export const groupSuggestionsPath = (group: string) => `${groupPapersPath(group)}#suggested`;
/** @param text the words or the link to begin with; none opens the empty form */
export const nominatePath = (group: string, text = "") =>
  `${groupPapersPath(group)}?${new URLSearchParams({ nominate: text })}`;
/** @param group whose members nominate the paper next */
export const newPaperPath = (url: string, group?: string) =>
  withQuery(PATHS.newPaper, { url, group });
export const poolFilePath = (group: string, format: string) =>
  path`/api/groups/${group}/pool/${format}`;
/** Adds a paper from elsewhere: `text` and `title` are what a page says of it. */
export const addPath = (shared: Query) => withQuery(PATHS.add, shared);
export const groupWatchesPath = (group: string) => path`/groups/${group}/watches`;
export const membersPath = (group: string) => path`/groups/${group}/members`;
export const groupModerationPath = (group: string) => path`/groups/${group}/moderation`;
export const groupSearchPath = (group: string) => path`/groups/${group}/search`;
export const groupSettingsPath = (group: string, part?: "meetings" | "ending") =>
  path`/groups/${group}/settings` + (part ? `#${part}` : "");
export const groupFilePath = (group: string) => path`/api/groups/${group}/everything`;
export const joinPath = (token: string, problem?: string) =>
  withQuery(path`/join/${token}`, { problem });

export const ballotsPath = (group: string) => path`/groups/${group}/ballots`;
/** `like` is a ballot to copy. */
export const newBallotPath = (group: string, like: string | null = null) =>
  withQuery(path`/groups/${group}/ballots/new`, { like });
export const fairnessPath = (group: string) => path`/groups/${group}/ballots/fairness`;
export const forecastsPath = (group: string) => path`/groups/${group}/ballots/forecasts`;
export const rhythmPath = (group: string) => path`/groups/${group}/ballots/rhythm`;
export const ballotPath = (group: string, ballot: string) =>
  path`/groups/${group}/ballots/${ballot}`;
/** A ballot with a choice filled in, to be confirmed there. @param score where the rule has scores */
export const ballotChoicePath = (
  group: string,
  ballot: string,
  candidate: string,
  score?: number,
) =>
  withQuery(ballotPath(group, ballot), {
    choose: score === undefined ? candidate : `${candidate}:${score}`,
  });
/** The page for somebody who has just entered a group. @param isNew whether it welcomes them */
export const arrivedPath = (group: string, ballot: string | null, isNew: boolean) =>
  withQuery(ballot ? ballotPath(group, ballot) : groupPath(group), { joined: isNew ? "1" : null });
export const editBallotPath = (group: string, ballot: string) =>
  path`/groups/${group}/ballots/${ballot}/edit`;
export const ballotRecordPath = (group: string, ballot: string) =>
  path`/api/groups/${group}/ballots/${ballot}/record`;

export const meetingsPath = (group: string) => path`/groups/${group}/meetings`;
export const newMeetingPath = (group: string) => path`/groups/${group}/meetings/new`;
export const meetingPath = (group: string, meeting: string) =>
  path`/groups/${group}/meetings/${meeting}`;
export const meetingCommentPath = (group: string, meeting: string, comment: string) =>
  path`/groups/${group}/meetings/${meeting}/comments/${comment}`;
export const newDatePollPath = (group: string, reading?: string) =>
  withQuery(path`/groups/${group}/meetings/polls/new`, { reading });
export const datePollPath = (group: string, poll: string) =>
  path`/groups/${group}/meetings/polls/${poll}`;
/** A poll with an answer to one of its times filled in, to be completed and saved there. */
export const datePollChoicePath = (group: string, poll: string, date: string, answer: string) =>
  withQuery(datePollPath(group, poll), { choose: `${date}:${answer}` });
export const presentersPath = (group: string) => path`/groups/${group}/meetings/presenters`;
export const presentersFilePath = (group: string, format: "csv" | "ics") =>
  path`/api/groups/${group}/presenters/${format}`;
export const meetingFilePath = (group: string, meeting: string) =>
  path`/api/groups/${group}/meetings/${meeting}.ics`;
export const calendarPath = (token: string) => path`/api/calendar/${token}.ics`;
export const historyPath = (group: string) => path`/groups/${group}/history`;
export const historyFilePath = (group: string, format: string) =>
  path`/api/groups/${group}/history/${format}`;

/** One of the viewer's shelves. @param query what is shown of it, and in which order */
export const shelfPath = (shelf: string, query: Query = {}) =>
  withQuery(PATHS.shelves, { shelf, ...query });
/** A list of the viewer. */
export const ownListPath = (list: string) => path`/shelves/lists/${list}`;
/**
 * @param query what is shown of the shelf, and in which order
 * @param withNotes whether the viewer's own notes are in the file
 */
export const shelfFilePath = (
  shelf: string,
  format: string,
  query: Query = {},
  withNotes = false,
) =>
  withQuery(path`/api/shelves/${shelf}/${format}`, { ...query, notes: withNotes ? "own" : null });
export const ownListFilePath = (list: string, format: string, query: Query = {}) =>
  withQuery(path`/api/lists/${list}/${format}`, query);
/** A list that is shared by its link. */
export const sharedListPath = (token: string) => path`/lists/${token}`;
export const sharedListFilePath = (token: string, format: string, query: Query = {}) =>
  withQuery(path`/api/shared-lists/${token}/${format}`, query);
export const groupListsPath = (group: string) => path`/groups/${group}/lists`;
export const groupListPath = (group: string, list: string) => path`/groups/${group}/lists/${list}`;
export const groupListFilePath = (group: string, list: string, format: string, query: Query = {}) =>
  withQuery(path`/api/groups/${group}/lists/${list}/${format}`, query);

export const threadsPath = (group: string) => path`/groups/${group}/threads`;
export const groupThreadPath = (group: string, paper: string) =>
  path`/groups/${group}/threads/${paper}`;
export const groupCommentPath = (group: string, paper: string, comment: string) =>
  path`/groups/${group}/threads/${paper}/comments/${comment}`;
export const threadFilePath = (thread: string) => path`/api/threads/${thread}/export.md`;

export const subscriptionPath = (subscription: string) => path`/digests/${subscription}`;
export const previewPath = (subscription: string) => path`/digests/${subscription}/preview`;
export const pastDigestsPath = (subscription: string) => path`/digests/${subscription}/past`;
export const pastDigestPath = (subscription: string, digest: string) =>
  path`/digests/${subscription}/past/${digest}`;

// Emails lead here. A page asks before it changes anything; mail programs send to /api/ with one click.
export const confirmSubscriptionPath = (token: string) =>
  withQuery("/subscribe/confirm", { token });
export const digestByMailPath = (token: string) => withToken("/digest-by-mail", token);
export const upvoteByMailPath = (token: string) => withToken("/by-mail/upvote", token);
export const rsvpByMailPath = (token: string) => withToken("/by-mail/answer", token);
/** `answer` is filled in on the page. */
export const opinionByMailPath = (token: string, answer: string) =>
  withQuery("/by-mail/opinion", { token, answer });
export const unsubscribePath = (token: string) => withToken("/unsubscribe", token);
export const oneClickUnsubscribePath = (token: string) => withToken("/api/unsubscribe", token);
export const mutePath = (token: string) => withQuery("/mute", { token });
export const oneClickMutePath = (token: string) => withQuery("/api/mute", { token });
export const confirmEmailPath = (token: string) => withQuery("/settings/email", { token });
export const confirmSignInPath = (token: string, email: string, to: string) =>
  withQuery("/sign-in/confirm", { token, email, to });

/** `to` is the path to open afterwards. */
export const signInPath = (to: string) => withQuery(PATHS.signIn, { to });
export const welcomePath = (to: string) => withQuery(PATHS.welcome, { to });
export const outsideSignInPath = (provider: string) => path`/api/sign-in/${provider}`;
export const settingsPath = (part: "email" | "notifications" | "following" | "dismissed") =>
  `${PATHS.settings}#${part}`;
