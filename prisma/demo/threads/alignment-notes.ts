import type { DemoThread } from "../story";

/** Threads inside the group Alignment Notes. */
export const ALIGNMENT_THREADS: readonly DemoThread[] = [
  {
    paper: "concreteProblems",
    comments: [
      {
        by: "chen",
        daysAgo: 4.7,
        body: "Our verdict from Wednesday, one line for each problem:\n\n- **Side effects**: renamed several times, measured only in grid worlds.\n- **Gaming the reward**: alive and well; we found examples in our own work.\n- **Supervision that scales**: became a field.\n- **Exploring safely**: moved to robotics and stayed there.\n- **Shifted data**: became two fields that do not talk to each other.",
        answers: [
          {
            by: "farid",
            daysAgo: 4.5,
            body: "I would protest against the fourth. Agents that are allowed to delete files explore, too.",
            answers: [
              {
                by: "kavya",
                daysAgo: 4.2,
                body: "Granted. Then it moved to robotics and came back through the window.",
              },
            ],
          },
          {
            by: "ada",
            daysAgo: 3.7,
            body: "What I take with me is the form: name a problem, say what is known, propose an experiment small enough for one person. I wish more position papers ended in experiments.",
          },
        ],
      },
    ],
  },
  {
    paper: "dpo",
    comments: [
      {
        by: "ines",
        daysAgo: 3.1,
        body: String.raw`To my own question, where the information went. The optimal policy is

$$\pi(y \mid x) = \frac{1}{Z(x)}\, \pi_{\mathrm{ref}}(y \mid x)\, e^{r(x,y)/\beta},$$

and $Z(x)$, the sum over all possible answers, is what nobody can compute. In a *difference* of rewards for the same $x$ it cancels. So nothing was lost: comparisons never held the information that is in $Z$.`,
        answers: [
          {
            by: "chen",
            daysAgo: 2.6,
            body: "That is the clearest version I have seen. It also says what the method cannot do: compare answers to *different* questions, or use a score that is not relative.",
            answers: [
              {
                by: "kavya",
                daysAgo: 2.2,
                body: "And a reward model can be asked about new answers afterwards, which a policy with an implicit reward can also do, on paper, but I know nobody who does.",
              },
            ],
          },
        ],
      },
    ],
  },
  {
    paper: "constitutional",
    comments: [
      {
        by: "ada",
        daysAgo: 6.2,
        body: "I copied out the principles from the appendix. Sixteen, and several overlap; the choice of which one applies is random each time. I had imagined something more solemn.",
        answers: [
          {
            by: "farid",
            daysAgo: 5.7,
            body: "Perhaps the randomness is the point: no single wording is leaned on so hard that it can be gamed.",
          },
        ],
      },
    ],
  },
];
