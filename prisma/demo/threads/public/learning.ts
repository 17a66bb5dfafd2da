import type { DemoThread } from "../../story";

/** Public threads on papers about learning and language. */
export const LEARNING_TALK: readonly DemoThread[] = [
  {
    paper: "attention",
    comments: [
      {
        by: "lena",
        daysAgo: 21.4,
        body: String.raw`Why divide by $\sqrt{d_k}$ and not by $d_k$, or by nothing? The footnote gives half a sentence, and I could not turn it into an argument for my students.`,
        answers: [
          {
            by: "kavya",
            daysAgo: 21.1,
            body: String.raw`If the entries of $q$ and $k$ are independent with mean 0 and variance 1, then

$$q \cdot k = \sum_{i=1}^{d_k} q_i k_i$$

has mean 0 and variance $d_k$. Dividing by $\sqrt{d_k}$ brings the variance back to 1, so that softmax sees numbers of the same size however wide the heads are. Without it one score tends to swallow all the others, and the gradient is nearly zero.`,
            answers: [
              {
                by: "lena",
                daysAgo: 20.8,
                body: "Thank you, that fits on a blackboard. So it is about where training *starts*; later nothing forces the entries to have variance 1?",
                answers: [
                  {
                    by: "chen",
                    daysAgo: 20.2,
                    body: `Right, nothing does. In large models the scores do grow during training, sometimes until it breaks down. Some people normalize $q$ and $k$ for that reason; you can see it as making the assumption of the footnote true for good.`,
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: "bela",
        daysAgo: 9.3,
        body: "Reading it again after years, what struck me is table 3. Half of what later papers sell as new is a row there: fewer heads, learned positions instead of sines, wider feed-forward layers. Most rows differ by less than I remembered.",
      },
    ],
  },
  {
    paper: "chinchilla",
    comments: [
      {
        by: "chen",
        daysAgo: 13.8,
        body: String.raw`A question about approach 3. They fit

$$L(N, D) = E + \frac{A}{N^{\alpha}} + \frac{B}{D^{\beta}}$$

and minimize it under $C \approx 6ND$, which gives $N \propto C^{\beta/(\alpha+\beta)}$. With their published $\alpha$ and $\beta$ I get a split that leans clearly more towards data than approaches 1 and 2. Has anybody redone the fit?`,
        answers: [
          {
            by: "joaquin",
            daysAgo: 13.1,
            body: "I read the points off the figure once, out of curiosity. My fit came out nearer to one half than theirs, and their confidence intervals looked far too narrow for the number of runs. I would trust approaches 1 and 2 more.",
            answers: [
              {
                by: "chen",
                daysAgo: 12.5,
                body: "That agrees with mine. Comforting: all three say the same again once the third is fitted with care.",
              },
            ],
          },
          {
            by: "ines",
            daysAgo: 10.7,
            body: "As an economist I would add that this minimizes the cost of *training*. If a model answers questions for years, you should train a smaller one for longer than the optimum says, and pay once.",
          },
        ],
      },
      {
        by: "lena",
        daysAgo: 1.4,
        body: "For those who start here: figure 3 first, then the introduction. The rest makes sense after that.",
      },
    ],
  },
  {
    paper: "dpo",
    comments: [
      {
        by: "hiroko",
        daysAgo: 5.6,
        body: String.raw`The gradient explains the method to me better than the loss. Each pair is weighted by $\sigma(\hat r(x, y_l) - \hat r(x, y_w))$, that is, by how wrong the implicit reward still is. Pairs that are already right hardly pull.`,
        answers: [
          {
            by: "farid",
            daysAgo: 5.1,
            body: "And yet nothing stops the probability of *both* answers from falling, as long as that of the worse one falls faster. I have seen this in small runs: the log-probability of the preferred answers sank from the first hundred steps on.",
            answers: [
              {
                by: "hiroko",
                daysAgo: 4.7,
                body: "Did the answers get worse as well, or only less probable?",
                answers: [
                  {
                    by: "farid",
                    daysAgo: 4.5,
                    body: "At first only less probable, later also worse: the mass has to go somewhere, and it went to text that was in neither answer. Adding a little ordinary likelihood for the preferred answers stopped it.",
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
  {
    paper: "flashAttention",
    comments: [
      {
        by: "greta",
        daysAgo: 6.4,
        body: String.raw`For readers from databases: this is a blocked nested-loop join with a running aggregate. The part that is new to us is that softmax can be kept as a running aggregate at all: carry the maximum $m$ and the sum $\ell$, and rescale by $e^{m_{\text{old}} - m_{\text{new}}}$ when a larger score turns up.`,
        answers: [
          {
            by: "kavya",
            daysAgo: 6.1,
            body: String.raw`Nicely put. And the count is the one we know: with $M$ words of fast memory they need $\Theta(n^2 d^2 / M)$ accesses instead of $\Theta(nd + n^2)$. For $d = 64$ and 100 KB on the chip that is where the factor comes from.`,
          },
        ],
      },
      {
        by: "joaquin",
        daysAgo: 2.2,
        body: "Is the result really *exact*? Floating-point sums in another order are other sums.",
        answers: [
          {
            by: "kavya",
            daysAgo: 1.9,
            body: "Exact in the sense of “not an approximation of attention”. Bit for bit it differs, as does every parallel sum. In my measurements it was, if anything, closer to a double-precision reference than the usual kernel.",
          },
        ],
      },
    ],
  },
  {
    paper: "lottery",
    comments: [
      {
        by: "ines",
        daysAgo: 1.7,
        body: "What would convince you that a ticket was *lucky*, rather than that pruning found a good architecture? The control with fresh random values is the right idea, but the mask was chosen with the old values in view.",
        answers: [
          {
            by: "chen",
            daysAgo: 1.3,
            body: "Keep the mask, keep the *signs* of the old values, and draw their sizes anew. If I remember right, somebody did that afterwards, and most of the advantage stayed. Then what is lucky is a sign pattern, which is a far smaller thing to be lucky about.",
          },
        ],
      },
    ],
  },
];
