-- AlterEnum: in a migration of its own, because a new value cannot be used in the transaction that adds it.
ALTER TYPE "PaperChangeKind" ADD VALUE 'topic';

-- AlterEnum
ALTER TYPE "ModerationKind" ADD VALUE 'changeTopic';
ALTER TYPE "ModerationKind" ADD VALUE 'mergeTopics';
ALTER TYPE "ModerationKind" ADD VALUE 'undoTopicMerge';
