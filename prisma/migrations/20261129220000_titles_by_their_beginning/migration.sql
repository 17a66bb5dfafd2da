-- Finds titles by their beginning, in any language of the database. Prisma knows no classes of operators and would drop it
-- with the next migration, but it leaves indexes of expressions alone.
CREATE INDEX "Paper_normalizedTitle_beginning" ON "Paper"(lower("normalizedTitle") text_pattern_ops);
