-- CreateTable
CREATE TABLE "TopicRefiling" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "afterId" UUID,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TopicRefiling_pkey" PRIMARY KEY ("id")
);

-- There is at most one.
ALTER TABLE "TopicRefiling" ADD CONSTRAINT "TopicRefiling_only_one" CHECK ("id" = 1),
  ADD CONSTRAINT "TopicRefiling_changed_were_looked_at" CHECK ("changed" BETWEEN 0 AND "looked");
