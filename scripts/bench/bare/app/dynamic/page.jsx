import { Cards } from "../cards";
import { pool } from "../pool";

export const dynamic = "force-dynamic";

export default async function DynamicPage({ searchParams }) {
  const { bytes } = await searchParams;
  const { rows } = await pool().query(
    `SELECT paper.title, left(paper.abstract, 300) AS text
     FROM "PaperStanding" standing JOIN "Paper" paper ON paper.id = standing."paperId"
     ORDER BY standing.heat DESC, standing."paperId" LIMIT 20`,
  );
  return <Cards bytes={Number(bytes)} papers={rows} />;
}
