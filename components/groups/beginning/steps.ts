import {
  ballotPath,
  groupSettingsPath,
  membersPath,
  newBallotPath,
  newMeetingPath,
  nominatePath,
} from "@/server/platform/web/addresses";

/** Everything about a new group that decides its next steps. */
export interface NewGroup {
  group: string;
  memberCount: number;
  /** Nominations that no ballot has chosen yet. */
  waiting: number;
  open: { id: string; voted: boolean } | null;
  /** Papers that the group has read; of the latest ones, which are enough to know that it works. */
  read: number;
  /** Papers that it has chosen and not read yet. */
  chosen: number;
  /** The next reading; and whether its meeting is set. */
  next: { hasMeeting: boolean } | null;
  may: { nominate: boolean; organize: boolean };
}

export interface Step {
  title: string;
  about: string;
  done: boolean;
  /** The button that does it; null while it cannot be done. */
  button: { label: string; href: string } | null;
}

/** Lists the next steps in a group that has no meeting yet; none for people from outside or for a group that runs. */
export function stepsOf(now: NewGroup): Step[] {
  const { read, chosen, next, may } = now;
  const runs = read + chosen > 1 || read > 0 || next?.hasMeeting;
  if (runs || !may.nominate) return [];
  return may.organize ? organizersSteps(now) : membersSteps(now);
}

function organizersSteps(now: NewGroup): Step[] {
  const { group, memberCount, waiting, open, chosen, next } = now;
  return [
    {
      title: "Invite people",
      about: "By email, one or many at once, or by a link and its QR code.",
      done: memberCount > 1,
      button: { label: "Invite", href: `${membersPath(group)}#invite` },
    },
    nominating(now),
    {
      title: "Open a ballot",
      about:
        waiting > 0 || open !== null
          ? "Members vote on the nominated papers until the time you set."
          : "It needs a nominated paper.",
      done: open !== null || chosen > 0,
      button:
        waiting > 0 && open === null && chosen === 0
          ? { label: "Open a ballot", href: newBallotPath(group) }
          : null,
    },
    {
      title: "Set the meeting",
      about: next
        ? "A paper is chosen. Say when you talk about it."
        : "Set your usual time now, and each chosen paper gets the next one.",
      done: false,
      button: next
        ? { label: "Set the meeting", href: newMeetingPath(group) }
        : { label: "Set the usual time", href: groupSettingsPath(group, "meetings") },
    },
  ];
}

function membersSteps(now: NewGroup): Step[] {
  const { group, open } = now;
  const voting: Step = {
    title: "Vote",
    about: open ? "A ballot is open." : "When an organizer opens a ballot, you will hear of it.",
    done: open?.voted ?? false,
    button: open ? { label: "Vote", href: ballotPath(group, open.id) } : null,
  };
  return [nominating(now), voting];
}

function nominating({ group, waiting, open, chosen }: NewGroup): Step {
  return {
    title: "Nominate papers",
    about: "Search the catalogue, or paste links to several at once.",
    done: waiting > 0 || open !== null || chosen > 0,
    button: { label: "Nominate", href: nominatePath(group) },
  };
}
