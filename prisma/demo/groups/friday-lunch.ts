import type { Handle } from "../cast";
import type { PaperKey } from "../catalogue";
import { type DemoBallot, type DemoGroup, meeting } from "../story";

// Forty weeks of a group with a lasting minority: nine people like systems and machine learning, three like
// theory. By perpetual consensus the three get their quarter. The same approvals by plain approval voting would
// have given them nothing. The page "Fairness" shows both.

const MANY = [
  "bela",
  "chen",
  "farid",
  "greta",
  "hiroko",
  "ines",
  "joaquin",
  "kavya",
  "lena",
] as const satisfies Handle[];
const FEW = ["ada", "dalia", "eluned"] as const satisfies Handle[];

/** The papers that the nine want to read, in this order. */
const MACHINES: readonly PaperKey[] = [
  ...(["attention", "lamport", "mapReduce", "dynamo", "endToEnd", "concreteProblems"] as const),
  ...(["instructGpt", "resnet", "adam", "bert", "gpt3", "raft", "lsm", "dqn", "tail"] as const),
  ...(["cap", "constitutional", "flp", "dpo", "redTeam", "lora", "vit", "chinchilla"] as const),
  ...(["ppo", "spanner", "alphaZero", "chainOfThought", "ddpm", "clip", "gcn"] as const),
  "flashAttention",
];
/** The papers that the three want to read. */
const THEORY: readonly PaperKey[] = [
  ...(["arrow", "approval", "schulze", "gibbard", "alphaFold", "ioannidis"] as const),
  ...(["galeShapley", "justified", "shannon", "perpetual"] as const),
  "bloom",
];

/** The winning side, week by week: m for the nine, t for the three. The seed's test recounts it. */
const COURSE = "mtmmmtmmmtmmmtmmtmmmmtmmtmmmtmmmmtmmtmmm";
const WEEKS = COURSE.length;

/** The people who do not vote in a week. */
function away(week: number): Set<Handle> {
  const absent = new Set<Handle>();
  if (week % 2 === 1) absent.add(MANY[(week * 4) % MANY.length] as Handle);
  if (week % 5 === 2) absent.add(MANY[(week + 3) % MANY.length] as Handle);
  if (week % 13 === 6) absent.add(FEW[week % FEW.length] as Handle);
  return absent;
}

const TABLE = "The long table on the third floor";

function tell() {
  const ballots: DemoBallot[] = [];
  const nominations: DemoGroup["nominations"][number][] = [];
  const put = (paper: PaperKey, by: Handle, days: number, time: string) => {
    if (nominations.some((nomination) => nomination.paper === paper)) return;
    nominations.push({ paper, by, at: meeting(days, time), pitch: "" });
  };
  let [machine, theory] = [0, 0];
  for (let week = 0; week < WEEKS; week++) {
    // The last week's ballot closes ten days before the next meeting.
    const day = -7 * (WEEKS - week);
    const [first, second] = MACHINES.slice(machine, machine + 2) as [PaperKey, PaperKey];
    const third = THEORY[theory] as PaperKey;
    const [by, few] = [MANY[week % MANY.length], FEW[week % FEW.length]] as [Handle, Handle];
    put(first, by, day - 6, "09:00");
    put(second, MANY[(week + 4) % MANY.length] as Handle, day - 6, "10:00");
    put(third, few, day - 6, "11:00");
    const absent = away(week);
    const votes: DemoBallot["votes"] = {};
    for (const [place, handle] of MANY.filter((one) => !absent.has(one)).entries())
      votes[handle] = place % 3 === week % 3 ? [first, second] : [first];
    for (const handle of FEW.filter((one) => !absent.has(one))) votes[handle] = [third];
    ballots.push({
      opened: meeting(day - 5, "09:00"),
      by: "lena",
      closes: meeting(day - 3, "18:00"),
      choices: { rule: "perpetual-consensus", secret: false },
      candidates: [first, second, third],
      votes,
      meeting: {
        at: meeting(day + 7, "12:30"),
        minutes: 60,
        place: TABLE,
        link: "",
        presenter: COURSE[week] === "m" ? by : few,
        rsvps: {},
        notes: [],
        links: [],
      },
    });
    if (COURSE[week] === "m") machine += 1;
    else theory += 1;
  }
  return { ballots, nominations };
}

export const FRIDAY_LUNCH: DemoGroup = {
  name: "Friday Lunch Papers",
  description:
    "One paper a week over lunch, for almost a year now. Most of us build systems or train models, three of us prove things, and everybody wants a turn: so we decide by perpetual consensus. Votes are by name; look at Ballots, then Fairness, at what came of it.",
  visibility: "public",
  joinPolicy: "open",
  timeZone: "America/New_York",
  weekday: 5,
  founded: meeting(-300, "12:00"),
  slot: { everyWeeks: 1, time: "12:30", minutes: 60, place: TABLE, link: "", rotates: true },
  owner: "lena",
  members: [...MANY, ...FEW]
    .filter((handle) => handle !== "lena")
    .map((handle, place) => ({ handle, joined: meeting(-299 + (place % 6), "12:30") })),
  asking: [],
  ...tell(),
  threads: [],
};
