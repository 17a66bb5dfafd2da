import type { DemoThread } from "../story";

/** Threads inside the group Voting and Collective Choice. */
export const CHOICE_THREADS: readonly DemoThread[] = [
  {
    paper: "approval",
    comments: [
      {
        by: "ines",
        daysAgo: 13.4,
        body: "How many approvals should I give when I vote here? With two classes the paper says that sincerity is safe. My preferences for papers come in about seven classes.",
        answers: [
          {
            by: "chen",
            daysAgo: 12.9,
            body: `A rule of thumb from later work: approve of everything you like better than what you *expect* to be chosen, and of the expected one too if you prefer it to its strongest rival. It needs a guess about the others, which is why we do not see the count while a ballot is open.`,
            answers: [
              {
                by: "ada",
                daysAgo: 12.6,
                body: "And it is still sincere in the sense of the paper: if you approve of something, you approve of all you like better. The line moves, the order does not.",
                answers: [
                  {
                    by: "ines",
                    daysAgo: 12.4,
                    body: "So “strategic” means choosing the line, never lying about the order. I can live with that.",
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: "eluned",
        daysAgo: 4.8,
        body: "After our discussion I looked at our own ballots. On average we approve of about 1.6 papers out of four or five, and nobody has ever approved of all. Hiroko asked whether ties are likely: with six voters, yes. Ours go to whichever paper was nominated first; I cannot think of a way to exploit that, except by nominating early, which I would welcome.",
        answers: [
          {
            by: "dalia",
            daysAgo: 4.4,
            body: "It does favour those who wake up early. I say so without bitterness.",
          },
        ],
      },
    ],
  },
  {
    paper: "perpetual",
    comments: [
      {
        by: "ines",
        daysAgo: 2.7,
        body: String.raw`I present on Tuesday. My plan is to run three rules over our own three ballots, as far as you tell me how you voted, and see who would have had their way:

| rule | what a vote weighs |
| --- | --- |
| plain approval | 1 |
| reset to 1 after a win, plus 1 after a loss | $1 + \text{losses in a row}$ |
| consensus | what you have paid into the pot |

Would somebody check my reading of the third? I find the definition hard.`,
        answers: [
          {
            by: "chen",
            daysAgo: 2.3,
            body: String.raw`As I read it: each round everybody gains 1, and those whose choice is taken share a cost of $n$ equally. With six voters and four winners, these pay $\frac{6}{4} = 1.5$ each and end the round at $-0.5$, while the two others end at $+1$. The sum of all weights never changes. Only positive weights count, so that nobody is made to vote against themselves.`,
            answers: [
              {
                by: "ines",
                daysAgo: 2,
                body: "Thank you! With that the table in the paper comes out right.",
              },
            ],
          },
          {
            by: "dalia",
            daysAgo: 1.5,
            body: "I gladly serve as the minority in your example. I have practice.",
          },
        ],
      },
    ],
  },
  {
    paper: "arrow",
    comments: [
      {
        by: "eluned",
        daysAgo: 19.3,
        body: "The condition that surprises people most is not independence but the *positive association* of the 1950 version: raising an option may not lower it. The book of 1963 replaces that and non-imposition by Pareto. The theorem in textbooks is therefore not quite the one in this paper.",
        answers: [
          {
            by: "hiroko",
            daysAgo: 18.8,
            body: "Is one of them stronger?",
            answers: [
              {
                by: "eluned",
                daysAgo: 18.5,
                body: "With independence, monotonicity and non-imposition together give Pareto, but not the other way round. So the later theorem assumes less and says more.",
              },
            ],
          },
        ],
      },
    ],
  },
];
