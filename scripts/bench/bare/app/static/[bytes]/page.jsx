import { Cards } from "../../cards";

export const dynamicParams = false;

/** The sizes of the pages to compare with. */
export const generateStaticParams = () =>
  (process.env.BARE_BYTES || "5000").split(",").map((bytes) => ({ bytes }));

export default async function StaticPage({ params }) {
  const { bytes } = await params;
  return <Cards bytes={Number(bytes)} papers={[{ title: "A plain card", text: "Some words. " }]} />;
}
