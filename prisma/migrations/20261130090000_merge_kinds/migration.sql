-- AlterEnum: in a migration of its own, because new values cannot be used in the transaction that adds them.
ALTER TYPE "ModerationKind" ADD VALUE 'mergePapers';
ALTER TYPE "ModerationKind" ADD VALUE 'undoMerge';
ALTER TYPE "PaperChangeKind" ADD VALUE 'merge';
ALTER TYPE "PaperChangeKind" ADD VALUE 'unmerge';
