-- Descriptions and pitches are kept as HTML too.
ALTER TABLE "Group" ADD COLUMN     "descriptionHtml" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "rendering" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "Nomination" ADD COLUMN     "pitchHtml" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "rendering" INTEGER NOT NULL DEFAULT 0;

-- Texts that are there appear as they were written until the job has rendered them.
UPDATE "Group" SET "descriptionHtml" =
  '<p>' || replace(replace(replace(replace(description, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), E'\n', '<br>') || '</p>'
WHERE description <> '';

UPDATE "Nomination" SET "pitchHtml" =
  '<p>' || replace(replace(replace(replace(pitch, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), E'\n', '<br>') || '</p>'
WHERE pitch <> '';

CREATE INDEX "Group_rendering_idx" ON "Group"("rendering");

CREATE INDEX "Nomination_rendering_idx" ON "Nomination"("rendering");
