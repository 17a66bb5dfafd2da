import { CHOICE_MEETINGS } from "../meetings";
import { SLOTS } from "../slots";
import { type DemoGroup, meeting, today } from "../story";
import { CHOICE_THREADS } from "../threads/collective-choice";

export const COLLECTIVE_CHOICE: DemoGroup = {
  name: "Voting and Collective Choice",
  description:
    "How can a group decide well? We read about voting rules, matching and fair division: the theorems, and what becomes of them among real people. Some proofs, some history, some simulation. Say in a sentence what brings you here when you ask to join.",
  visibility: "public",
  joinPolicy: "request",
  timeZone: "Europe/London",
  weekday: 2,
  founded: meeting(-62, "09:30"),
  slot: SLOTS.choice,
  owner: "eluned",
  members: [
    {
      handle: "ada",
      joined: meeting(-60, "12:00"),
      organizer: true,
      message: "I run a reading group and would like to know whether our ballots are fair.",
    },
    {
      handle: "chen",
      joined: meeting(-57, "06:10"),
      message: "I maintain a library for tallying and keep finding bugs in ties.",
    },
    {
      handle: "dalia",
      joined: meeting(-56, "14:20"),
      message: "Biostatistician; interested in how committees aggregate expert opinions.",
    },
    {
      handle: "ines",
      joined: meeting(-51, "17:40"),
      message: "Economics PhD, second year. School choice is my topic.",
    },
    {
      handle: "hiroko",
      joined: meeting(-42, "05:30"),
      message: "Dalia told me about you. I work on recommender systems.",
    },
  ],
  asking: [
    {
      handle: "lena",
      at: today(-1, "14:05"),
      message:
        "I teach civics and my students want to elect their council by something better than first past the post. I read proofs slowly but gladly.",
    },
    {
      handle: "joaquin",
      at: today(-2, "19:30"),
      message: "Ada mentioned the Schulze paper on Thursday. May I listen in?",
    },
  ],
  nominations: [
    {
      paper: "arrow",
      by: "eluned",
      at: meeting(-50, "10:00"),
      pitch:
        "The 1950 version, not the book: it is shorter, and the conditions differ from what textbooks print. Worth seeing how.",
    },
    {
      paper: "approval",
      by: "ada",
      at: meeting(-49, "11:15"),
      pitch:
        "The rule by which we choose what to read. It seems only decent to read what its inventors claimed.",
    },
    {
      paper: "schulze",
      by: "chen",
      at: meeting(-48, "07:00"),
      pitch:
        "Used by more free-software projects than any other ranked rule. Long, but sections 2 and 4 carry it; I can bring a worked example.",
    },
    {
      paper: "gibbard",
      by: "dalia",
      at: meeting(-47, "15:45"),
      pitch: "The other impossibility. Fits right after Arrow, because the proof goes through him.",
    },
    {
      paper: "galeShapley",
      by: "ines",
      at: meeting(-33, "16:10"),
      pitch: "A proof without a formula. I have used it to teach my grandmother about stability.",
    },
    {
      paper: "justified",
      by: "hiroko",
      at: meeting(-32, "06:25"),
      pitch:
        "What should a group be able to demand if a tenth of it agrees? I would like to take this definition to playlists.",
    },
    {
      paper: "perpetual",
      by: "ada",
      at: meeting(-21, "09:20"),
      pitch:
        "We decide every second week, and Dalia has not had her way once. This is about exactly that.",
    },
    {
      paper: "ioannidis",
      by: "dalia",
      at: today(-5, "13:30"),
      pitch:
        "Not about voting, but about what many independent teams produce when each reports its own winner. I think it belongs here.",
    },
  ],
  ballots: [
    {
      opened: meeting(-45, "10:00"),
      by: "eluned",
      closes: meeting(-40, "20:00"),
      choices: { rule: "star" },
      candidates: ["arrow", "approval", "schulze", "gibbard"],
      votes: {
        eluned: { arrow: 5, gibbard: 3, approval: 2 },
        ada: { approval: 5, arrow: 4, schulze: 2 },
        chen: { schulze: 5, approval: 3, arrow: 1 },
        dalia: { gibbard: 5, arrow: 4 },
        ines: { arrow: 5, approval: 1 },
      },
      meeting: CHOICE_MEETINGS.arrow,
    },
    {
      opened: meeting(-30, "10:00"),
      by: "ada",
      closes: meeting(-25, "20:00"),
      // No paper beats all others, so a chain of wins decides. Votes are public, so that everybody can follow it.
      choices: { rule: "schulze", secret: false },
      candidates: ["approval", "schulze", "gibbard", "galeShapley", "justified"],
      votes: {
        eluned: ["approval", "galeShapley", "justified"],
        ada: ["approval", "galeShapley", "justified", "schulze"],
        chen: ["schulze", "galeShapley"],
        dalia: ["gibbard", "justified", "approval"],
        ines: ["galeShapley", "justified", "approval"],
        hiroko: ["justified", "approval"],
      },
      meeting: CHOICE_MEETINGS.approval,
    },
    {
      opened: meeting(-19, "10:00"),
      by: "eluned",
      closes: meeting(-11, "20:00"),
      closedEarly: meeting(-12, "12:00"),
      choices: { rule: "ranked-pairs" },
      candidates: ["schulze", "gibbard", "galeShapley", "perpetual"],
      votes: {
        eluned: ["perpetual", "schulze", "gibbard"],
        ada: ["perpetual", "galeShapley"],
        chen: ["schulze", "perpetual"],
        dalia: ["gibbard", "perpetual", "schulze"],
        ines: ["galeShapley", ["perpetual", "gibbard"]],
        hiroko: ["schulze", "galeShapley"],
      },
      meeting: CHOICE_MEETINGS.perpetual,
    },
    {
      opened: today(-1, "10:00"),
      by: "eluned",
      closes: today(4, "21:00"),
      // Two papers, so that each half of the group can get one.
      choices: { seats: 2 },
      candidates: ["schulze", "gibbard", "galeShapley", "justified"],
      votes: {
        eluned: ["justified", "galeShapley"],
        chen: ["schulze"],
        hiroko: ["justified", "schulze"],
      },
    },
  ],
  threads: CHOICE_THREADS,
};
