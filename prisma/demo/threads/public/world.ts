import type { DemoThread } from "../../story";
import { dialogue } from "../dialogue";

/** Public threads on papers about systems, choice and the sciences. */
export const WORLD_TALK: readonly DemoThread[] = [
  {
    paper: "raft",
    comments: [
      {
        by: "joaquin",
        daysAgo: 12.6,
        reactions: { greta: "insightful", ada: "agree", bela: "agree" },
        body: "Figure 8 is the one to spend time on. A leader may not commit an entry of an *earlier* term by counting copies, even if a majority has it. It looks like a detail, and it is exactly what my first implementation got wrong.",
        answers: [
          {
            by: "greta",
            daysAgo: 12.2,
            label: "question",
            answered: true,
            reactions: { ada: "curious" },
            body: "How did you notice? Our tests never produce that sequence of crashes.",
            answers: [
              {
                by: "joaquin",
                daysAgo: 11.9,
                body: "I did not; a model checker did, after eleven steps. Since then I write the specification first:\n\n1. the state as plain data,\n2. the steps as functions,\n3. a random schedule of crashes and delays,\n4. and only then the network.",
              },
            ],
          },
        ],
      },
      {
        by: "eluned",
        daysAgo: 3.3,
        label: "critique",
        spoiler: "section 9",
        reactions: { joaquin: "thanks" },
        body: "The user study is charming, and I keep wondering what it shows. The students saw the lecture on Raft and the lecture on Paxos from the same people who invented one of them. They say so themselves in section 9, to their credit.",
      },
      dialogue(["bela", "kavya"], 2.9, [
        "Why must a candidate have a log that is *up to date*? The majority would bring it what is missing anyway.",
        "Who would? In Raft entries flow one way only: from the leader to the others.",
        "Then let the new leader ask first. Other protocols do.",
        "They do, and it is half of their description. Here it is one comparison in the vote.",
        "Of the last entry alone?",
        "Of its term, then of its index. The log matching property does the rest.",
        "So a longer log can lose against a shorter one.",
        "If the shorter one ends in a later term, yes.",
        "And the entries that only the longer one has may be lost?",
        "Only what was never committed. What a majority has, at least one voter knows.",
        "And that voter says no.",
        "Exactly. That is the whole proof of safety, told over coffee.",
        "I would still like to see the case with five servers drawn.",
        "Figure 7 has six of them, (a) to (f). Try to elect each one.",
        "(a), (c) and (d) can win.",
        "And (b) and (e)?",
        "No. Both end in term 4, so too many others refuse.",
        "And (f) is long, but from terms 2 and 3. You have it.",
        "Then I withdraw my question, with pleasure.",
      ]),
    ],
  },
  {
    paper: "perpetual",
    comments: [
      {
        by: "dalia",
        daysAgo: 8.9,
        body: "Suppose that I simply approve of *nothing I would like* for a few rounds, collect weight, and spend it when something matters to me. Does any of these rules notice?",
        answers: [
          {
            by: "hiroko",
            daysAgo: 8.4,
            body: "None does, as far as I can see. It is a way to store votes. Whether that is cheating or exactly what you want (speak up about what matters to you, stay quiet otherwise) is a matter of taste.",
            answers: [
              {
                by: "dalia",
                daysAgo: 8.1,
                body: "Then it should be offered openly, so that the honest do not lose to the clever.",
              },
            ],
          },
          {
            by: "eluned",
            daysAgo: 7.2,
            body: "There is a cost, though. If your own favourite wins anyway in one of those rounds, you have lost nothing but gained weight; if it loses narrowly for want of your vote, you have paid. With eight voters that happens more often than one thinks.",
          },
        ],
      },
    ],
  },
  {
    paper: "alphaFold",
    comments: [
      {
        by: "dalia",
        daysAgo: 17.7,
        body: "What I use most in practice is the confidence of each residue, not the picture. Where it is low, the region is often not badly predicted but *disordered*: it has no one shape. A network that says “I do not know” where there is nothing to know is rarer than a good average.",
        answers: [
          {
            by: "lena",
            daysAgo: 17.2,
            body: "Is there a figure that shows how well calibrated it is?",
            answers: [
              {
                by: "dalia",
                daysAgo: 17,
                body: "Figure 2, near the end of that page: predicted against measured. It is a remarkably straight line. Remember, though, that it is measured on proteins that *could* be crystallized.",
              },
            ],
          },
        ],
      },
      {
        by: "hiroko",
        daysAgo: 6.9,
        removed: true,
        body: "I think the triangle update is only there for speed.",
        answers: [
          {
            by: "chen",
            daysAgo: 6.5,
            body: String.raw`I would not say so: it lets the table of pairs learn that distances obey $d_{ik} \le d_{ij} + d_{jk}$. In the ablations the model without triangles and without the pair bias is clearly worse.`,
          },
        ],
      },
    ],
  },
  {
    paper: "ioannidis",
    comments: [
      {
        by: "lena",
        daysAgo: 5.9,
        before:
          "With R = 1 and power 0.8, the share of true findings is 0.8/(0.8+0.05) = 94 %, so where is the scandal?",
        body: String.raw`With even odds ($R = 1$) and power 0.8 the share of true findings is $\frac{0.8}{0.8 + 0.05} \approx 94\,\%$. With $R = 0.1$ and power 0.2, which is nearer to exploratory work, it is $\frac{0.02}{0.02 + 0.05} \approx 29\,\%$. So the title is true or false depending on the field, before any bias comes in.

(First I had only worked out the first line, and thought there was no scandal.)`,
        answers: [
          {
            by: "bela",
            daysAgo: 5.5,
            body: "A good exercise for a seminar: let everybody guess $R$ for their own field, in writing, before showing them the formula.",
          },
        ],
      },
    ],
  },
];
