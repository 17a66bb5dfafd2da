-- Finds the words of the catalogue by their beginning, in any language of the database, as somebody types. An index of an
-- expression, because Prisma would drop one of the column that has a class of operators.
CREATE INDEX "SearchWord_word_beginning" ON "SearchWord"(lower("word") text_pattern_ops);
