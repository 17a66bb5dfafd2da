-- The parts of authors' names and further identifiers are fields that can be corrected.
ALTER TYPE "PaperField" ADD VALUE 'authorParts';
ALTER TYPE "PaperField" ADD VALUE 'identifiers';
