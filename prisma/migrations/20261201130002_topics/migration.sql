-- AlterTable
ALTER TABLE "Topic" ADD COLUMN "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN "words" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "PaperChange" ADD COLUMN "topicSlug" TEXT,
ADD COLUMN "topicName" TEXT,
ADD COLUMN "topicAccepted" BOOLEAN;
ALTER TABLE "PaperChange" ADD CONSTRAINT "PaperChange_names_topic" CHECK (
  num_nonnulls("topicSlug", "topicName") IN (0, 2) AND (kind <> 'topic' OR "topicSlug" IS NOT NULL AND "topicAccepted" IS NOT NULL)
  AND ("topicSlug" IS NULL OR kind IN ('topic', 'undo')));

-- CreateTable
CREATE TABLE "TopicMerge" (
    "slug" TEXT NOT NULL,
    "keptSlug" TEXT NOT NULL,
    "mergedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "papers" UUID[],
    "both" UUID[],
    "followings" UUID[],
    "subscriptions" UUID[],

    CONSTRAINT "TopicMerge_pkey" PRIMARY KEY ("slug")
);
ALTER TABLE "TopicMerge" ADD CONSTRAINT "TopicMerge_two_topics" CHECK (slug <> "keptSlug");

-- DropIndex
DROP INDEX "PaperTopic_topicSlug_idx";

-- CreateIndex
CREATE INDEX "PaperTopic_topicSlug_paperId_idx" ON "PaperTopic"("topicSlug", "paperId");

-- CreateIndex
CREATE INDEX "TopicMerge_keptSlug_mergedAt_idx" ON "TopicMerge"("keptSlug", "mergedAt");

-- AddForeignKey
ALTER TABLE "TopicMerge" ADD CONSTRAINT "TopicMerge_slug_fkey" FOREIGN KEY ("slug") REFERENCES "Topic"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TopicMerge" ADD CONSTRAINT "TopicMerge_keptSlug_fkey" FOREIGN KEY ("keptSlug") REFERENCES "Topic"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- The topics with which every site begins. From here on moderators name them, and say which words file papers under them.
INSERT INTO "Topic" (slug, name, words) VALUES
  ('language-models', 'Language models', string_to_array('language model, language models, llm, llms, gpt, bert', ', ')),
  ('reinforcement-learning', 'Reinforcement learning', string_to_array('reinforcement learning, policy gradient, policy gradients, rlhf, q-learning, ppo, grpo', ', ')),
  ('fine-tuning', 'Fine-tuning', string_to_array('finetun*, fine-tun*, lora, peft, adapter, adapters, instruction tuning', ', ')),
  ('diffusion', 'Diffusion and generation', string_to_array('diffusion, score-based, flow matching, text-to-image', ', ')),
  ('vision', 'Computer vision', string_to_array('computer vision, image, images, segmentation, object detection, vit, vits, visual', ', ')),
  ('multimodal', 'Multimodal', string_to_array('multimodal*, multi-modal*, vision-language, vlm, vlms, cross-modal', ', ')),
  ('retrieval', 'Retrieval', string_to_array('retriev*, rag, dense passage, vector search', ', ')),
  ('agents', 'Agents and tools', string_to_array('agent, agents, agentic, tool use, planning', ', ')),
  ('reasoning', 'Reasoning', string_to_array('reasoning, chain-of-thought, theorem, mathematical problem', ', ')),
  ('efficiency', 'Efficiency', string_to_array('quantiz*, pruning, sparsity, efficient, compression, distillation, kv cache', ', ')),
  ('systems', 'Systems', string_to_array('distributed, sharding, throughput, latency, gpu, gpus, scheduling, database, databases, storage', ', ')),
  ('optimization', 'Optimization', string_to_array('optimizer, optimizers, gradient descent, adam, convergence, convex', ', ')),
  ('graphs', 'Graphs', string_to_array('graph neural, gnn, gnns, graph, graphs, knowledge graph', ', ')),
  ('speech', 'Speech and audio', string_to_array('speech, audio, speaker, music', ', ')),
  ('safety', 'Safety and alignment', string_to_array('safety, alignment, jailbreak*, toxicity, redteam*, red-team*, bias', ', ')),
  ('science', 'Science and medicine', string_to_array('protein, molecul*, medical, clinical, genom*, physics, chemistry', ', ')),
  ('social-choice', 'Voting and social choice', string_to_array('social choice, voter, voters, election, elections, approval voting, perpetual voting, committee voting, voting rule, voting rules, voting scheme, voting schemes, stable matching, stable matchings, stable marriage, stable marriages', ', ')),
  ('time-series', 'Time series', string_to_array('time series, forecasting, temporal', ', ')),
  ('federated', 'Privacy and federated learning', string_to_array('federated, differential privacy, privacy', ', '))
ON CONFLICT (slug) DO UPDATE SET words = EXCLUDED.words;
