-- AlterEnum: in a migration of its own, because a new value cannot be used in the transaction that adds it.
ALTER TYPE "NotificationKind" ADD VALUE 'news';

-- AlterEnum
ALTER TYPE "PaperChangeKind" ADD VALUE 'version';
