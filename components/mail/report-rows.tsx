import { Empty } from "@/components/ui/empty";
import { When } from "@/components/ui/times/when";
import type { RouterOutputs } from "@/trpc/client";
import { Row, Rows } from "./rows";

interface Props {
  reports: RouterOutputs["mail"]["reports"]["rows"];
  timeZone: string;
}

/** Reports by mail servers, bounces and complaints, latest first. */
export function ReportRows({ reports, timeZone }: Props) {
  if (reports.length === 0) {
    return (
      <Empty title="Nothing here">Permanent refusals, bounces and complaints appear here.</Empty>
    );
  }
  return (
    <Rows>
      {reports.map(({ id, email, at, complaint, permanent, status, words }) => (
        <Row key={id} title={email} words={words}>
          {complaint ? "Complaint" : permanent ? "Permanently refused" : "Not about the address"}
          {status ? ` · ${status}` : ""}
          {" · "}
          <When date={at} timeZone={timeZone} />
        </Row>
      ))}
    </Rows>
  );
}
