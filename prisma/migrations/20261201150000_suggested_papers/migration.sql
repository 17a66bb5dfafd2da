-- AlterEnum: no statement below uses the new values, which the transaction that adds them may not.
ALTER TYPE "NotificationKind" ADD VALUE 'watch';

-- AlterEnum
ALTER TYPE "DigestItemKind" ADD VALUE 'suggestion';

-- What watches suggest can be chosen for one group, like a group's other events. As text, for the reason above.
ALTER TABLE "MemberChoice" DROP CONSTRAINT "MemberChoice_kind_check", ADD CONSTRAINT "MemberChoice_kind_check"
  CHECK (kind::text IN ('nomination', 'ballot', 'closing', 'result', 'meeting', 'upcoming', 'after', 'watch'));
ALTER TABLE "GroupChoice" DROP CONSTRAINT "GroupChoice_kind_check", ADD CONSTRAINT "GroupChoice_kind_check"
  CHECK (kind::text IN ('nomination', 'ballot', 'closing', 'result', 'meeting', 'upcoming', 'after', 'watch'));
