-- AlterTable
ALTER TABLE "SignInToken" ADD COLUMN     "codeHash" TEXT,
ADD COLUMN     "ticketHash" TEXT,
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0;
