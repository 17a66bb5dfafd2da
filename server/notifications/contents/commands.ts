import "server-only";
import { OPINION } from "@/server/meetings/opinions/schema";
import { RSVP } from "@/server/meetings/schema";
import { escapeHtml } from "@/server/papers/abstracts/rules";
import { now } from "@/server/platform/clock";
import { sign } from "@/server/platform/secrets/signed-link";
import { firstLines } from "@/server/platform/text/words";
import { opinionByMailPath, rsvpByMailPath } from "@/server/platform/web/addresses";
import type { NotificationLine } from "../queries";
import { mailHtml } from "../sending/html";
import { parseSubject } from "../subjects/rules";
import {
  afterEntry,
  ballotEntry,
  type EntryView,
  type MailEntry,
  meetingEntry,
  plainSentence,
  resultEntry,
  shortBallotEntry,
  suggestionsEntry,
} from "./entries";
import { pollEntry, readPolls } from "./polls";
import { readBallots, readMeetings, readResults, type ShownComment } from "./queries";

interface Reader {
  personId: string;
  timeZone: string;
  /** The site's address. */
  site: string;
}

/** Characters of a comment's HTML that is shown whole; of a longer one, its first lines are. */
const WHOLE_MAX = 4000;
const EXCERPT_MAX = 400;

/** Describes lines in an email, in a fixed number of statements however many there are. */
export async function describeLines(
  lines: readonly NotificationLine[],
  comments: readonly ShownComment[],
  { personId, timeZone, site }: Reader,
): Promise<MailEntry[]> {
  const idsOf = (of: (line: NotificationLine) => string | null) => [
    ...new Set(lines.flatMap((line) => of(line) ?? [])),
  ];
  const isBallot = ({ row }: NotificationLine) => row.kind === "ballot" || row.kind === "closing";
  const ballots = await readBallots(
    personId,
    idsOf((line) => (isBallot(line) ? line.row.ballotId : null)),
  );
  const results = await readResults(
    idsOf(({ row }) => (row.kind === "result" ? row.ballotId : null)),
  );
  const meetings = await readMeetings(idsOf(({ row }) => row.meetingId));
  const at = now();
  const sentAt = at.getTime();
  const polls = await readPolls(
    idsOf(({ row, shown }) => (shown.detail?.of === "datePoll" ? pollOf(row) : null)),
    at,
  );
  const view: EntryView = {
    personId,
    site,
    timeZone,
    opinionLink: (meetingId, question, answer) =>
      site + opinionByMailPath(sign(OPINION, { personId, meetingId, question, sentAt }), answer),
    rsvpLink: (meetingId) => site + rsvpByMailPath(sign(RSVP, { personId, meetingId, sentAt })),
  };
  const told = new Set(lines.flatMap((line) => (saysWhen(line) ? (line.row.meetingId ?? []) : [])));
  /** Ballots whose papers are already in the email. */
  const withPapers = new Set<string>();
  return lines.map(({ row, shown }): MailEntry => {
    const about = { words: plainSentence(shown), link: site + shown.path };
    const result = row.kind === "result" ? results.get(row.ballotId ?? "") : undefined;
    if (result) return resultEntry(result, about, view, told);
    const ballot = ballots.get(row.ballotId ?? "");
    if (ballot && shown.group) {
      const extended = shown.detail?.of === "ballot" && shown.detail.news === "extended";
      if (withPapers.has(ballot.id) || (extended && ballot.voted))
        return shortBallotEntry(ballot, about, view);
      withPapers.add(ballot.id);
      return ballotEntry(ballot, { ...about, slug: shown.group.slug }, view);
    }
    if (row.kind === "after" && row.meetingId) return afterEntry(row.meetingId, about, view);
    if (shown.detail?.of === "watch") return suggestionsEntry(shown.detail, about);
    const poll = shown.detail?.of === "datePoll" ? polls.get(pollOf(row)) : undefined;
    if (poll && shown.group) return pollEntry(poll, { ...about, slug: shown.group.slug }, view, at);
    const meeting = meetings.get(row.meetingId ?? "");
    if (meeting) return meetingEntry(meeting, about, view);
    const own = comments.filter(({ notificationId }) => row.ids.includes(notificationId));
    return {
      words: about.words,
      lines: [],
      choices: [],
      comments: own.map((comment) => ({ author: comment.author, html: htmlOf(comment, site) })),
      button: { label: own.length > 0 ? "Read it in its thread" : "Have a look", link: about.link },
    };
  });
}

/** Whether the email says of a line when and where its meeting is. */
function saysWhen({ row: { kind }, shown: { detail } }: NotificationLine): boolean {
  return kind !== "after" && kind !== "result" && detail?.of === "meeting";
}

/** The id of the poll that a line about one has in its subject. */
function pollOf({ subject }: NotificationLine["row"]): string {
  return parseSubject(subject)?.id ?? "";
}

function htmlOf({ html, body, spoiler }: ShownComment, site: string): string {
  if (spoiler !== null)
    return `<p><em>This comment is marked as a spoiler${spoiler ? `: ${escapeHtml(spoiler)}` : ""}. Open it to read it.</em></p>`;
  if (html.length <= WHOLE_MAX) return mailHtml(html, site);
  return `<p>${escapeHtml(firstLines(body.slice(0, WHOLE_MAX), EXCERPT_MAX))}</p>`;
}
