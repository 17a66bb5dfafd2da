import { SYSTEMS_MEETINGS } from "../meetings";
import { SLOTS } from "../slots";
import { type DemoGroup, meeting, today } from "../story";
import { SYSTEMS_THREADS } from "../threads/systems-thursday";

export const SYSTEMS_THURSDAY: DemoGroup = {
  name: "Systems Thursday",
  description:
    "Every second Thursday we read one paper about systems: storage, networks, scheduling, whatever keeps machines awake. We read the paper before we meet, and argue afterwards. New people are welcome at any time; nobody is expected to understand everything.",
  visibility: "public",
  joinPolicy: "open",
  timeZone: "Europe/Berlin",
  weekday: 4,
  founded: meeting(-70, "10:00"),
  slot: SLOTS.systems,
  owner: "ada",
  members: [
    { handle: "greta", joined: meeting(-69, "09:10"), organizer: true },
    { handle: "bela", joined: meeting(-69, "13:45") },
    { handle: "farid", joined: meeting(-66, "08:30") },
    { handle: "kavya", joined: meeting(-58, "07:20") },
    { handle: "joaquin", joined: meeting(-52, "18:05") },
    { handle: "eluned", joined: meeting(-37, "11:40") },
  ],
  asking: [],
  nominations: [
    {
      paper: "lamport",
      by: "ada",
      at: meeting(-50, "09:00"),
      pitch:
        "Eight pages, no code, and half of what we will read later leans on it. Let us begin at the beginning.",
    },
    {
      paper: "mapReduce",
      by: "greta",
      at: meeting(-49, "10:20"),
      pitch:
        "Everybody has used a descendant of it; few of us have read it. I would like to know what the original promised about failures.",
    },
    {
      paper: "dynamo",
      by: "farid",
      at: meeting(-48, "12:10"),
      pitch:
        "A rare case of engineers saying what they gave up and what happened then. Section 6 alone is worth an evening.",
    },
    {
      paper: "endToEnd",
      by: "bela",
      at: meeting(-47, "16:30"),
      pitch:
        "We quote it every week. I suspect that we quote it wrongly, and would like to find out.",
    },
    {
      paper: "raft",
      by: "kavya",
      at: meeting(-36, "08:15"),
      pitch:
        "An algorithm designed to be taught, with a user study to prove it. Two of us run it in production and could bring war stories.",
    },
    {
      paper: "lsm",
      by: "joaquin",
      at: meeting(-35, "19:00"),
      pitch:
        "Written for disks that no longer exist, and yet it is in every database I touch. How much of the cost model survives on flash?",
    },
    {
      paper: "alphaZero",
      by: "bela",
      at: meeting(-24, "21:10"),
      pitch: "Meant for the other group, sorry.",
      withdrawn: meeting(-24, "21:25"),
    },
    {
      paper: "tail",
      by: "bela",
      at: meeting(-22, "09:40"),
      pitch:
        "Short, readable on a train, and it changes how you read latency graphs. Good for a week in which nobody has time.",
    },
    {
      paper: "cap",
      by: "farid",
      at: meeting(-21, "11:00"),
      pitch:
        "The proof that everybody cites and nobody has read. It is six pages; after it we can stop saying “pick two”.",
    },
    {
      paper: "spanner",
      by: "greta",
      at: meeting(-13, "10:30"),
      pitch:
        "After clocks, quorums and consensus this puts all three together, and adds atomic clocks on the roof. It would close the series well.",
    },
    {
      paper: "flashAttention",
      by: "kavya",
      at: today(-4, "07:30"),
      pitch:
        "A systems paper in a learning paper's clothes: it is about counting memory traffic. I promise that no attention will be paid to attention.",
    },
    {
      paper: "bloom",
      by: "eluned",
      at: today(-4, "15:20"),
      pitch: "Five pages from 1970. We could read it aloud.",
    },
    {
      paper: "codd",
      by: "joaquin",
      at: today(-3, "20:45"),
      pitch:
        "I have taught relations for years from slides of slides. The paper argues with people whom we have forgotten; I would like to meet them.",
    },
    {
      paper: "flp",
      by: "ada",
      at: today(-2, "18:00"),
      pitch:
        "Why Raft needs its timeouts at all. Harder than what we usually take, so only if somebody prepares the bivalence argument with me.",
    },
  ],
  ballots: [
    {
      opened: meeting(-46, "10:00"),
      by: "ada",
      closes: meeting(-41, "18:00"),
      candidates: ["lamport", "mapReduce", "dynamo", "endToEnd"],
      votes: {
        ada: ["lamport", "dynamo"],
        greta: ["mapReduce", "lamport"],
        bela: ["endToEnd", "lamport"],
        farid: ["dynamo", "lamport"],
        kavya: ["mapReduce"],
      },
      meeting: SYSTEMS_MEETINGS.lamport,
    },
    {
      opened: meeting(-32, "10:00"),
      by: "greta",
      closes: meeting(-27, "18:00"),
      choices: { rule: "irv" },
      candidates: ["mapReduce", "dynamo", "endToEnd", "raft", "lsm"],
      votes: {
        ada: ["raft", "dynamo"],
        greta: ["mapReduce", "dynamo"],
        bela: ["endToEnd", "dynamo", "raft"],
        farid: ["dynamo", "lsm"],
        kavya: ["raft", "lsm"],
        joaquin: ["lsm", "dynamo", "raft"],
        eluned: [],
      },
      meeting: SYSTEMS_MEETINGS.dynamo,
    },
    {
      opened: meeting(-18, "09:00"),
      by: "ada",
      closes: meeting(-12, "18:00"),
      choices: { rule: "borda" },
      candidates: ["mapReduce", "endToEnd", "raft", "lsm", "tail", "cap"],
      votes: {
        ada: ["raft", "cap", "tail"],
        greta: [["raft", "tail"], "mapReduce"],
        bela: ["tail", "endToEnd", "raft"],
        farid: ["cap", "raft"],
        kavya: ["raft", "lsm"],
        joaquin: ["lsm", "raft", "tail"],
        eluned: ["tail", "cap", "raft"],
      },
      meeting: SYSTEMS_MEETINGS.raft,
    },
    {
      opened: today(-2, "09:00"),
      by: "greta",
      closes: today(3, "20:00"),
      candidates: ["lsm", "tail", "cap", "spanner", "flashAttention"],
      votes: {
        greta: ["spanner", "tail"],
        bela: ["tail", "cap"],
        farid: ["spanner", "cap"],
        kavya: ["flashAttention", "spanner"],
      },
    },
  ],
  watches: [
    {
      kind: "arxiv",
      query: "cs.DC cs.LG decentralized",
      name: "Learning on many machines",
      since: today(-9, "17:30"),
      suggested: [{ paper: "fedAvg", daysAgo: 1 }],
    },
    {
      kind: "crossref",
      query: "secure communication over public channels",
      name: "Channels and secrets",
      since: today(-9, "17:40"),
      suggested: [
        { paper: "diffieHellman", daysAgo: 1 },
        { paper: "shannon", daysAgo: 4 },
      ],
    },
  ],
  threads: SYSTEMS_THREADS,
};
