-- The words that two similar papers share are chosen anew, without plain ones. A job compares the papers in the background.
INSERT INTO "PaperToCompare" ("paperId", since) SELECT "paperId", now() FROM "PaperSearch"
ON CONFLICT ("paperId") DO NOTHING;

-- The model that is built in knows only English. It reads papers in other writing again, and says nothing about them.
DELETE FROM "PaperVector" v USING "Paper" p
WHERE p.id = v."paperId" AND v."modelKey" LIKE 'builtin %'
  -- Fewer Latin letters than signs of other writing. Signs, spaces and punctuation count as neither.
  AND length(regexp_replace(p.title || p.abstract, '[^a-zA-Z\u00c0-\u024f]', '', 'g'))
    < length(regexp_replace(p.title || p.abstract, '[\u0001-\u036f\u2000-\u2bff\u3000-\u303f]', '', 'g'));
