import "server-only";
import { env } from "@/server/platform/env";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { type Handler, handle } from "@/server/platform/queue";
import { untilInWords } from "@/server/platform/text/inputs";
import { groupPath } from "@/server/platform/web/addresses";
import { findEndMail, tellOfEnd } from "./commands";
import { GroupEndMail } from "./emails";
import { END_MAIL, END_TOLD, type EndMail } from "./schema";

async function mailMember(payload: EndMail): Promise<void> {
  const found = await findEndMail(payload);
  if (!found) return;
  const { to, name, slug, endsAt, timeZone } = found;
  const date = endsAt && untilInWords(endsAt, timeZone);
  const link = `${env().SITE_URL}${groupPath(slug)}`;
  const body = await renderMail(GroupEndMail({ group: name, date, link }));
  const subject = date ? `${name} will be deleted on ${date}` : `${name} will not be deleted`;
  await sendMail({ to, subject, ...body });
}

export const handlers: Handler[] = [
  handle(END_TOLD, ({ groupId }) => tellOfEnd(groupId)),
  handle(END_MAIL, mailMember),
];
