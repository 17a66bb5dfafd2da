/** The known topics, each with the words that assign it to a paper. */
export const TOPICS: readonly { slug: string; name: string; words: RegExp }[] = [
  {
    slug: "language-models",
    name: "Language models",
    words: /\b(language models?|llms?|gpt|bert)\b/i,
  },
  {
    slug: "reinforcement-learning",
    name: "Reinforcement learning",
    words: /\b(reinforcement learning|policy gradients?|rlhf|q-learning|ppo|grpo)\b/i,
  },
  {
    slug: "fine-tuning",
    name: "Fine-tuning",
    words: /\b(fine-?tun\w+|lora|peft|adapters?|instruction tuning)\b/i,
  },
  {
    slug: "diffusion",
    name: "Diffusion and generation",
    words: /\b(diffusion|score-based|flow matching|text-to-image)\b/i,
  },
  {
    slug: "vision",
    name: "Computer vision",
    words: /\b(computer vision|images?|segmentation|object detection|vits?|visual)\b/i,
  },
  {
    slug: "multimodal",
    name: "Multimodal",
    words: /\b(multi-?modal\w*|vision-language|vlms?|cross-modal)\b/i,
  },
  {
    slug: "retrieval",
    name: "Retrieval",
    words: /\b(retriev\w+|rag|dense passage|vector search)\b/i,
  },
  { slug: "agents", name: "Agents and tools", words: /\b(agents?|agentic|tool use|planning)\b/i },
  {
    slug: "reasoning",
    name: "Reasoning",
    words: /\b(reasoning|chain-of-thought|theorem|mathematical problem)\b/i,
  },
  {
    slug: "efficiency",
    name: "Efficiency",
    words: /\b(quantiz\w+|pruning|sparsity|efficient|compression|distillation|kv cache)\b/i,
  },
  {
    slug: "systems",
    name: "Systems",
    words: /\b(distributed|sharding|throughput|latency|gpus?|scheduling|databases?|storage)\b/i,
  },
  {
    slug: "optimization",
    name: "Optimization",
    words: /\b(optimizers?|gradient descent|adam|convergence|convex)\b/i,
  },
  { slug: "graphs", name: "Graphs", words: /\b(graph neural|gnns?|graphs?|knowledge graph)\b/i },
  { slug: "speech", name: "Speech and audio", words: /\b(speech|audio|speaker|music)\b/i },
  {
    slug: "safety",
    name: "Safety and alignment",
    words: /\b(safety|alignment|jailbreak\w*|toxicity|red.?team\w*|bias)\b/i,
  },
  {
    slug: "science",
    name: "Science and medicine",
    words: /\b(protein|molecul\w+|medical|clinical|genom\w+|physics|chemistry)\b/i,
  },
  {
    slug: "social-choice",
    name: "Voting and social choice",
    words:
      /\b(social choice|voters?|elections?|(?:approval|perpetual|committee) voting|voting (?:rules?|schemes?)|stable (?:matchings?|marriages?))\b/i,
  },
  { slug: "time-series", name: "Time series", words: /\b(time series|forecasting|temporal)\b/i },
  {
    slug: "federated",
    name: "Privacy and federated learning",
    words: /\b(federated|differential privacy|privacy)\b/i,
  },
];

/** The most topics of one paper. Those found in the title come first. */
const MOST = 3;

/** Finds the topics of a paper by the words of its title and abstract. @returns slugs */
export function topicsOf(title: string, abstract: string): string[] {
  const inTitle = TOPICS.filter(({ words }) => words.test(title));
  const inAbstract = TOPICS.filter(({ words }) => !words.test(title) && words.test(abstract));
  return [...inTitle, ...inAbstract].slice(0, MOST).map(({ slug }) => slug);
}
