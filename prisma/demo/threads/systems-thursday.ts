import type { DemoThread } from "../story";

/** Threads inside the group Systems Thursday. */
export const SYSTEMS_THREADS: readonly DemoThread[] = [
  {
    paper: "dynamo",
    comments: [
      {
        by: "farid",
        daysAgo: 16.8,
        body: `Before we meet, three things to look at:

- **Section 4.4.** When do two versions count as being in conflict, and who decides?
- **Section 4.5.** $R + W > N$ is said to give a quorum “like” system. Why only *like*?
- **Section 6.3.** Divergent versions: 99.94 % of requests saw exactly one. Is that much or little?`,
        answers: [
          {
            by: "bela",
            daysAgo: 15.9,
            body: "On the second: because of the sloppy quorum. The first $N$ *healthy* nodes answer, and these need not be the same ones that took the write. So the sets need not overlap, and the inequality promises nothing while hinted copies are on their way home.",
            answers: [
              {
                by: "ada",
                daysAgo: 15.5,
                body: "So it is a promise for good weather. I would have liked them to say so in the section and not leave it to the reader.",
              },
            ],
          },
          {
            by: "greta",
            daysAgo: 15.2,
            body: "On the third: of a thousand carts less than one. But they also say that most of these came from robots writing in parallel, not from failures. For people it must be rarer still.",
          },
        ],
      },
      {
        by: "ada",
        daysAgo: 4.6,
        label: "summary",
        keyPoint: "ada",
        reactions: { kavya: "thanks", joaquin: "thanks", greta: "agree" },
        body: `Notes from the meeting, please correct:

1. Joaquín drew the ring and we moved a node. With virtual nodes the load spreads over all others; without them the neighbour gets everything.
2. We did not agree whether handing conflicts to the application was wise. Farid: only it knows what a cart is. Greta: every team will then write its own bugs.
3. Deleted articles can come back into the cart. The paper mentions it in one sentence; we talked about it for half an hour.
4. Open: how would one *test* such a system?`,
        answers: [
          {
            by: "joaquin",
            daysAgo: 4.3,
            body: "To 3: today one would use a set in which removals leave a mark of their own, so that merging cannot bring back what was removed. The price is that the marks pile up.",
          },
          {
            by: "kavya",
            daysAgo: 4,
            body: "To 4, @ada: I propose that as a theme of its own. There is enough for three evenings.",
          },
        ],
      },
    ],
  },
  {
    paper: "raft",
    comments: [
      {
        by: "kavya",
        daysAgo: 2.8,
        body: "I will present, about twenty minutes, and then we go through figure 8 step by step with five volunteers as servers. Bring pens. If you only have half an hour to prepare, read section 5 and skip 6 and 7.",
        answers: [
          {
            by: "eluned",
            daysAgo: 2.5,
            body: "I volunteer as the server that crashes.",
            answers: [
              {
                by: "kavya",
                daysAgo: 2.4,
                body: "Somebody always does. You get to crash *twice*, as in the figure.",
              },
            ],
          },
          {
            by: "bela",
            daysAgo: 1.6,
            body: String.raw`A question to prepare: they ask for $\text{broadcast time} \ll \text{election timeout} \ll \text{MTBF}$. What happens with followers on another continent, at 150 ms each way? Does one simply scale the timeouts, or does something else break first?`,
            answers: [
              {
                by: "farid",
                daysAgo: 1.2,
                body: "Writing does: every commit waits for a majority. With three continents, that is one round trip to the nearest other one for each batch. Elections are rare; writes are not.",
              },
            ],
          },
        ],
      },
    ],
  },
  {
    paper: "spanner",
    comments: [
      {
        by: "greta",
        daysAgo: 1.1,
        body: String.raw`If you are still unsure how to vote: you need nothing beyond what we have already read. Clocks from Lamport, replicas as in Raft, and then one new idea, to *wait* until $\varepsilon$ has passed. I’d be glad to prepare the part on TrueTime.`,
        answers: [
          {
            by: "bela",
            daysAgo: 0.8,
            body: "I voted for the short one all the same. Not every fortnight has room for that many dense pages.",
          },
        ],
      },
    ],
  },
  {
    paper: "lamport",
    comments: [
      {
        by: "bela",
        daysAgo: 29.6,
        body: "My summary in one line: *time is what messages cannot undo.* I am not sure that it is right, but I like it.",
        answers: [
          {
            by: "ada",
            daysAgo: 29.2,
            body: "Then two events with no message between them have no order, and that is the honest answer. The total order afterwards is a convention, like the alphabet.",
          },
        ],
      },
    ],
  },
];
