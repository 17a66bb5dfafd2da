import { ALIGNMENT_MEETINGS } from "../meetings";
import { SLOTS } from "../slots";
import { type DemoGroup, meeting, today } from "../story";
import { ALIGNMENT_THREADS } from "../threads/alignment-notes";

export const ALIGNMENT_NOTES: DemoGroup = {
  name: "Alignment Notes",
  description:
    "Five people, one paper every other Wednesday, and notes that are allowed to be unfinished. What is said here stays here, so that questions may be stupid.",
  visibility: "private",
  joinPolicy: "invitation",
  timeZone: "Asia/Shanghai",
  weekday: 3,
  founded: meeting(-47, "20:00"),
  slot: SLOTS.alignment,
  owner: "chen",
  members: [
    { handle: "kavya", joined: meeting(-46, "13:30"), organizer: true },
    { handle: "ada", joined: meeting(-46, "22:10") },
    { handle: "ines", joined: meeting(-45, "21:00") },
    { handle: "farid", joined: meeting(-42, "16:45") },
  ],
  asking: [],
  nominations: [
    {
      paper: "ppo",
      by: "chen",
      at: meeting(-46, "20:30"),
      pitch: "The training loop under most of what we will read. Let us have seen it once.",
    },
    {
      paper: "attention",
      by: "kavya",
      at: meeting(-46, "21:00"),
      pitch: "Everybody cites it. Have we all read it?",
    },
    {
      paper: "chinchilla",
      by: "ada",
      at: meeting(-46, "22:30"),
      pitch: "How much of all this progress is size, and how much is data?",
    },
    {
      paper: "concreteProblems",
      by: "chen",
      at: meeting(-40, "20:30"),
      pitch:
        "Old by the standards of this field. Which of the five problems did we solve, rename or forget?",
    },
    {
      paper: "instructGpt",
      by: "kavya",
      at: meeting(-39, "12:00"),
      pitch:
        "I would like to read the labelling instructions in the appendix together. That is where the values are.",
    },
    {
      paper: "dpo",
      by: "ines",
      at: meeting(-20, "21:15"),
      pitch:
        "One page of algebra replaces a reward model. I can follow every line and still do not see where the information went.",
    },
    {
      paper: "constitutional",
      by: "ada",
      at: today(-9, "18:40"),
      pitch:
        "Principles that anyone can read, instead of labels that nobody can. Who wrote them, and how would you disagree?",
    },
    {
      paper: "redTeam",
      by: "farid",
      at: today(-8, "17:20"),
      pitch: "For the methods: how do they measure that the questions are diverse?",
    },
    {
      paper: "lora",
      by: "kavya",
      at: today(-1, "13:00"),
      pitch:
        "If a rank of one or two is enough to change behaviour, what does that say about how deep the training went?",
    },
  ],
  ballots: [
    {
      opened: meeting(-45, "21:30"),
      by: "chen",
      closes: meeting(-43, "22:00"),
      // Two papers, for the first two evenings.
      choices: { seats: 2 },
      candidates: ["ppo", "attention", "chinchilla"],
      votes: {
        chen: ["ppo"],
        kavya: ["attention", "ppo"],
        ada: ["chinchilla", "attention"],
        ines: ["attention"],
      },
      meeting: ALIGNMENT_MEETINGS.attention,
      second: ALIGNMENT_MEETINGS.ppo,
    },
    {
      opened: meeting(-34, "20:00"),
      by: "chen",
      closes: meeting(-29, "22:00"),
      choices: { rule: "score", secret: false },
      candidates: ["concreteProblems", "instructGpt"],
      votes: {
        chen: { concreteProblems: 5, instructGpt: 2 },
        kavya: { instructGpt: 5, concreteProblems: 4 },
        ada: { concreteProblems: 4, instructGpt: 3 },
        ines: { instructGpt: 5, concreteProblems: 1 },
        farid: { concreteProblems: 4, instructGpt: 3 },
      },
      meeting: ALIGNMENT_MEETINGS.concreteProblems,
    },
    {
      opened: today(-6, "20:00"),
      by: "kavya",
      closes: today(-1, "22:00"),
      choices: { rule: "plurality", tieBreak: "draw" },
      candidates: ["instructGpt", "dpo", "constitutional", "redTeam"],
      votes: {
        chen: ["dpo"],
        kavya: ["dpo"],
        ada: ["constitutional"],
        ines: ["dpo"],
        farid: [],
      },
    },
  ],
  threads: ALIGNMENT_THREADS,
};
