/**
 * The words of a topic, each a word or a phrase. A star stands for any end of a word: "retriev*" is "retrieval" too. Between
 * the words of a phrase stand spaces or hyphens.
 */
export type TopicWords = readonly string[];

/** The topics with which a site begins, in their order. A migration writes them; from then on the table holds. */
export const TOPICS: readonly { slug: string; name: string; words: TopicWords }[] = [
  {
    slug: "language-models",
    name: "Language models",
    words: ["language model", "language models", "llm", "llms", "gpt", "bert"],
  },
  {
    slug: "reinforcement-learning",
    name: "Reinforcement learning",
    words: [
      "reinforcement learning",
      "policy gradient",
      "policy gradients",
      "rlhf",
      "q-learning",
      "ppo",
      "grpo",
    ],
  },
  {
    slug: "fine-tuning",
    name: "Fine-tuning",
    words: ["finetun*", "fine-tun*", "lora", "peft", "adapter", "adapters", "instruction tuning"],
  },
  {
    slug: "diffusion",
    name: "Diffusion and generation",
    words: ["diffusion", "score-based", "flow matching", "text-to-image"],
  },
  {
    slug: "vision",
    name: "Computer vision",
    words: [
      "computer vision",
      "image",
      "images",
      "segmentation",
      "object detection",
      "vit",
      "vits",
      "visual",
    ],
  },
  {
    slug: "multimodal",
    name: "Multimodal",
    words: ["multimodal*", "multi-modal*", "vision-language", "vlm", "vlms", "cross-modal"],
  },
  {
    slug: "retrieval",
    name: "Retrieval",
    words: ["retriev*", "rag", "dense passage", "vector search"],
  },
  {
    slug: "agents",
    name: "Agents and tools",
    words: ["agent", "agents", "agentic", "tool use", "planning"],
  },
  {
    slug: "reasoning",
    name: "Reasoning",
    words: ["reasoning", "chain-of-thought", "theorem", "mathematical problem"],
  },
  {
    slug: "efficiency",
    name: "Efficiency",
    words: [
      "quantiz*",
      "pruning",
      "sparsity",
      "efficient",
      "compression",
      "distillation",
      "kv cache",
    ],
  },
  {
    slug: "systems",
    name: "Systems",
    words: [
      "distributed",
      "sharding",
      "throughput",
      "latency",
      "gpu",
      "gpus",
      "scheduling",
      "database",
      "databases",
      "storage",
    ],
  },
  {
    slug: "optimization",
    name: "Optimization",
    words: ["optimizer", "optimizers", "gradient descent", "adam", "convergence", "convex"],
  },
  {
    slug: "graphs",
    name: "Graphs",
    words: ["graph neural", "gnn", "gnns", "graph", "graphs", "knowledge graph"],
  },
  {
    slug: "speech",
    name: "Speech and audio",
    words: ["speech", "audio", "speaker", "music"],
  },
  {
    slug: "safety",
    name: "Safety and alignment",
    words: ["safety", "alignment", "jailbreak*", "toxicity", "redteam*", "red-team*", "bias"],
  },
  {
    slug: "science",
    name: "Science and medicine",
    words: ["protein", "molecul*", "medical", "clinical", "genom*", "physics", "chemistry"],
  },
  {
    slug: "social-choice",
    name: "Voting and social choice",
    words: [
      "social choice",
      "voter",
      "voters",
      "election",
      "elections",
      "approval voting",
      "perpetual voting",
      "committee voting",
      "voting rule",
      "voting rules",
      "voting scheme",
      "voting schemes",
      "stable matching",
      "stable matchings",
      "stable marriage",
      "stable marriages",
    ],
  },
  {
    slug: "time-series",
    name: "Time series",
    words: ["time series", "forecasting", "temporal"],
  },
  {
    slug: "federated",
    name: "Privacy and federated learning",
    words: ["federated", "differential privacy", "privacy"],
  },
];

/** A topic as papers are filed under it. */
export interface FiledTopic {
  slug: string;
  words: TopicWords;
  /** The topic into which it was merged. */
  mergedInto: string | null;
}

/** The most topics that words give to one paper. Those found in the title come first. */
const MOST = 3;
/** The most topics of one paper. */
export const MOST_TOPICS = 10;

/** Makes the pattern that finds any of these words; null if there are none. */
export function patternOf(words: TopicWords): RegExp | null {
  const phrases = words.map((phrase) =>
    phrase
      .split(/[\s-]+/)
      .filter((word) => word !== "" && word !== "*")
      .map((word) =>
        word.replace(/[\\^$.+?()[\]{}|/]/g, "\\$&").replaceAll("*", "[\\p{L}\\p{N}_]*"),
      )
      .join("[\\s-]+"),
  );
  const known = phrases.filter((phrase) => phrase !== "");
  if (known.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${known.join("|")})(?![\\p{L}\\p{N}_])`, "iu");
}

/** Finds the topic that stands for another one: itself, or the one into which it was merged, and so on. */
export function standingTopics(topics: readonly FiledTopic[]): (slug: string) => string {
  const into = new Map(topics.map(({ slug, mergedInto }) => [slug, mergedInto]));
  return (slug) => {
    let standing = slug;
    // As many steps as there are topics, should merges ever form a circle.
    for (let step = 0; step < topics.length; step++) standing = into.get(standing) ?? standing;
    return standing;
  };
}

const placeOf = (slug: string) => {
  const place = TOPICS.findIndex((topic) => topic.slug === slug);
  return place < 0 ? TOPICS.length : place;
};

/** Makes the function that finds the topics of a paper by the words of its title and abstract. */
export function topicFinder(
  topics: readonly FiledTopic[],
): (title: string, abstract: string) => string[] {
  const standing = standingTopics(topics);
  const patterns = topics
    .toSorted((a, b) => placeOf(a.slug) - placeOf(b.slug) || (a.slug < b.slug ? -1 : 1))
    .flatMap(({ slug, words }) => {
      const pattern = patternOf(words);
      return pattern ? [{ slug: standing(slug), pattern }] : [];
    });
  return (title, abstract) => {
    const inTitle = patterns.filter(({ pattern }) => pattern.test(title));
    const inAbstract = patterns.filter(({ pattern }) => pattern.test(abstract));
    return [...new Set([...inTitle, ...inAbstract].map(({ slug }) => slug))].slice(0, MOST);
  };
}

/** A person's word on a topic of a paper: confirmed, refused, or left to its words. */
export interface TopicChoice {
  slug: string;
  accepted: boolean | null;
}

/** The topics of a paper: those of its words and those that people confirmed, without those that people refused. */
export function topicsWith(
  byWords: readonly string[],
  choices: readonly TopicChoice[],
  standing: (slug: string) => string,
): string[] {
  const chosen = (accepted: boolean) =>
    choices.filter((choice) => choice.accepted === accepted).map(({ slug }) => standing(slug));
  const refused = new Set(chosen(false));
  const kept = byWords.filter((slug) => !refused.has(slug));
  return [...new Set([...chosen(true), ...kept])].slice(0, MOST_TOPICS);
}

/** A paper that is like another one. */
export interface Neighbour {
  /** From 0 to 1. */
  score: number;
  title: string;
  topics: readonly string[];
}

/** A topic to suggest for a paper, with the title of the nearest paper that has it. */
export interface Suggestion {
  slug: string;
  like: string;
}

/** The nearest papers that count. */
export const NEAREST = 8;
/** The part of the likeness of all of them that the papers of a topic have to have. */
const FLOOR = 0.4;
/** Papers that have to have it: one alone may be filed wrongly. */
const FEWEST = 2;
const SUGGESTED = 3;

/**
 * Suggests topics for a paper: those of the papers most like it, weighted by how like they are.
 * @param neighbours in any order
 * @param decided topics that the paper has, and those that people refused
 */
export function suggestTopics(
  neighbours: readonly Neighbour[],
  decided: readonly string[],
): Suggestion[] {
  const nearest = neighbours.toSorted((a, b) => b.score - a.score).slice(0, NEAREST);
  const whole = nearest.reduce((sum, { score }) => sum + score, 0);
  const slugs = [...new Set(nearest.flatMap(({ topics }) => topics))];
  return slugs
    .filter((slug) => !decided.includes(slug))
    .map((slug) => {
      const having = nearest.filter(({ topics }) => topics.includes(slug));
      const weight = having.reduce((sum, { score }) => sum + score, 0);
      return { slug, like: having[0]?.title ?? "", weight, papers: having.length };
    })
    .filter(({ weight, papers }) => papers >= FEWEST && weight >= FLOOR * whole)
    .sort((a, b) => b.weight - a.weight || (a.slug < b.slug ? -1 : 1))
    .slice(0, SUGGESTED)
    .map(({ slug, like }) => ({ slug, like }));
}
