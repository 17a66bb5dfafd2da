import { Cards } from "../cards";
import { pool } from "../pool";

export const dynamic = "force-dynamic";

export default async function DynamicPage({ searchParams }) {
  const { bytes } = await searchParams;
  const { rows } = await pool().query(
    'SELECT title, left(abstract, 300) AS text FROM "Paper" ORDER BY heat DESC, id LIMIT 20',
  );
  return <Cards bytes={Number(bytes)} papers={rows} />;
}
