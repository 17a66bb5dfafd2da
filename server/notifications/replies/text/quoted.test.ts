import { expect, it } from "vitest";
import { commentOf, mailOf, splitEmail, utf8 } from "@/server/testing/fixtures/reply-emails";

const OLD = "An answer to you\n\nRead it in its thread\n";

/** Makes the headers of an older email as Outlook shows them in one language. */
const block = (from: string, sent: string, to: string, subject: string, colon = ": ") =>
  [
    `${from}${colon}Colloquy <colloquy@example.org>`,
    `${sent}${colon}25.11.2026 15:00`,
    `${to}${colon}Max <max@example.org>`,
    `${subject}${colon}Re: Attention`,
  ].join("\n");

it.each<[string, string]>([
  ["English", block("From", "Sent", "To", "Subject")],
  ["German", block("Von", "Gesendet", "An", "Betreff")],
  ["Danish", block("Fra", "Sendt", "Til", "Emne")],
  ["Swedish", block("Från", "Skickat", "Till", "Ämne")],
  ["Polish", block("Od", "Wysłano", "Do", "Temat")],
  ["Czech", block("Od", "Odesláno", "Komu", "Předmět")],
  ["Finnish", block("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe")],
  ["Hungarian", block("Feladó", "Elküldve", "Címzett", "Tárgy")],
  ["Turkish", block("Kimden", "Gönderilme tarihi", "Kime", "Konu")],
  ["Chinese", block("发件人", "发送时间", "收件人", "主题")],
  ["Chinese with wide colons", block("寄件者", "寄件日期", "收件者", "主旨", "：")],
  ["Japanese", block("差出人", "送信日時", "宛先", "件名")],
  ["Korean", block("보낸 사람", "보낸 날짜", "받는 사람", "제목")],
  ["Russian", block("От", "Отправлено", "Кому", "Тема")],
  ["Greek", block("Από", "Στάλθηκε", "Προς", "Θέμα")],
  ["Hebrew", block("מאת", "נשלח", "אל", "נושא")],
  ["Arabic", block("من", "تم الإرسال", "إلى", "الموضوع")],
  ["French, with a blank before the colon", block("De", "Envoyé", "À", "Objet", " : ")],
  ["Vietnamese", block("Từ", "Đã gửi", "Đến", "Chủ đề")],
  ["bold names", block("*Von", "*Gesendet", "*An", "*Betreff", ":* ")],
  [
    "a link to the address",
    "From: Ada [mailto:ada@example.org]\nSent: Friday\nTo: Max\nSubject: RE: Attention",
  ],
  [
    "a link to the address, folded",
    "From: Ada via Colloquy\n[mailto:ada@example.org]\nSent: Friday\nTo: Max\nSubject: RE: Attention",
  ],
  [
    "no address of the sender",
    "Von: Ada Okafor\nGesendet: 25.11.2026 15:00\nAn: Max\nBetreff: AW: Attention",
  ],
  ["three lines", "From: Ada <ada@example.org>\nDate: Friday\nSubject: Re: Attention"],
  [
    "a copy",
    "From: Ada <ada@a.org>\nSent: Friday\nTo: Max <m@a.org>; Bo\n <bo@a.org>\nCc: C <c@a.org>\nSubject: x",
  ],
  [
    "a rule before",
    `________________________________\n${block("Van", "Verzonden", "Aan", "Onderwerp")}`,
  ],
  [
    "a titled rule",
    `-----Ursprüngliche Nachricht-----\n${block("Von", "Gesendet", "An", "Betreff")}`,
  ],
  [
    "a titled rule of two words",
    "-------- Původní zpráva --------\nOd: Ada <ada@a.org>\nDatum: 25. 11. 2026 15:00",
  ],
  ["a titled rule of other dashes", "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Saturday, Ada wrote:"],
  [
    "QQ",
    `------------------ 原始邮件 ------------------\n发件人: "Ada" <a@qq.com>;\n发送时间: 2026年11月28日(星期六) 下午3:57\n主题: Re: Attention`,
  ],
])("cuts off an older email under its headers: %s", (_, headers) => {
  expect(commentOf(`My answer.\n\n${headers}\n\n${OLD}`)).toBe("My answer.");
  expect(commentOf(`My answer.\n${headers}\n${OLD}`)).toBe("My answer.");
});

const MARKED = "> An answer to you\n>\n> Read it\n";

it.each<[string, string]>([
  ["Gmail", "On Mon, Nov 2, 2026 at 3:04 PM Ada via Colloquy <colloquy@example.org> wrote:"],
  [
    "Gmail, folded",
    "On Mon, Nov 2, 2026 at 3:04 PM Ada Okafor via Colloquy <\ncolloquy@example.org> wrote:",
  ],
  ["Gmail in Chinese", "Colloquy <colloquy@example.org> 于2026年11月28日周六 15:57写道："],
  ["Gmail in Taiwan", "Colloquy <colloquy@example.org> 於 2026年11月28日 週六 下午3:57寫道："],
  ["Gmail in Japanese", "2026年11月28日(土) 15:57 Ada via Colloquy <colloquy@example.org>:"],
  ["Gmail in Korean", "2026년 11월 28일 (토) 오후 3:57, Ada <colloquy@example.org>님이 작성:"],
  ["Gmail in Russian", "сб, 28 нояб. 2026 г. в 15:57, Ada <colloquy@example.org>:"],
  [
    "Gmail in German",
    'Am 21.04.2026 17:48 schrieb "Max Muster" <noreply@discourse.example.com\n>:',
  ],
  [
    "Gmail in Hebrew",
    "\u200fבתאריך יום ב׳, 2 בנוב׳ 2026 ב-15:04 מאת \u202aAda\u202c\u200f <\u202acolloquy@example.org\u202c\u200f>:\u200f",
  ],
  [
    "Gmail in Arabic",
    "في السبت، ٢٨ نوفمبر ٢٠٢٦ في ٣:٥٧ م تمت كتابة ما يلي بواسطة Ada <colloquy@example.org>:",
  ],
  ["Apple Mail", "On 28 Nov 2026, at 15:57, Ada via Colloquy <colloquy@example.org> wrote:"],
  ["Apple Mail in German, older", "Am 28.11.2026 um 15:57 schrieb Ada via Colloquy:"],
  [
    "Apple Mail in French",
    "Le 28 nov. 2026 à 15:57, Ada via Colloquy <colloquy@example.org> a écrit :",
  ],
  ["Thunderbird", "On 28/11/2026 15:57, Ada via Colloquy wrote:"],
  ["Thunderbird in Spanish", "El 28/11/26 a las 15:57, Ada via Colloquy escribió:"],
  ["ProtonMail", "On Saturday, November 28th, 2026 at 3:57 PM, Ada <colloquy@example.org> wrote:"],
  ["mutt", "On Sat, Nov 28, 2026 at 03:57:00PM +0100, Ada via Colloquy wrote:"],
  ["mutt, set otherwise", "* Ada via Colloquy <colloquy@example.org> [2026-11-28 15:57]:"],
  ["Roundcube", "Am 2026-11-28 15:57, schrieb Ada via Colloquy:"],
  ["Zoho", "---- On Sat, 28 Nov 2026 15:57:00 +0100 Ada <colloquy@example.org> wrote ----"],
  ["Outlook on a Mac", 'On 28.11.26, 15:57, "Ada via Colloquy" <colloquy@example.org> wrote:'],
  ["GroupWise", ">>> Ada via Colloquy <reply-1@reply.example.org> 02.11.2026 15:04 >>>"],
  ["no day, an address of ours", "Quoting Ada via Colloquy <reply-1@reply.example.org>:"],
])("cuts off a quotation and the sentence before it: %s", (_, lead) => {
  expect(commentOf(`My answer.\n\n${lead}\n\n${MARKED}`)).toBe("My answer.");
  expect(commentOf(`My answer.\n\n${lead}\n${MARKED}\n-- \nMax\n`)).toBe("My answer.");
  expect(commentOf(`My answer.\n\n${lead}\n`)).toBe("My answer.");
});

it.each<[string, string, string]>([
  [
    "Yahoo",
    " Fine with me.\n    On Friday, November 28, 2026 at 03:57:00 PM GMT+1, Colloquy <colloquy@example.org> wrote:  \n \n An answer to you\n\nRead it in its thread\n",
    "Fine with me.",
  ],
  [
    "no lead-in, our words marked",
    "Yes.\n\n> Is lemma 2 convex in the first\n> argument, and why is that so?\n",
    "Yes.",
  ],
  [
    "no lead-in, nothing marked",
    "Yes.\n\nIs lemma 2 convex in the first argument, and why is that so?\n\nAnd is it smooth?\n\nRead it in its thread: https://colloquy.example/x\n\nMute this thread\n",
    "Yes.",
  ],
  [
    "a mail of ours with an earlier foot",
    "Yes.\n\nIs lemma 2 convex in the first argument, and why is that so?\n\nRead it in its thread: https://colloquy.example/x\n\nAnswer this mail, and your answer becomes a comment.\n\nMute this thread\n\nChoose what comes by mail\n",
    "Yes.",
  ],
  [
    "a sentence without a colon",
    "Yes.\n\nOn 2026-11-02 15:04, Ada <colloquy@example.org> wrote\n\n> Words of hers\n",
    "Yes.",
  ],
  [
    "a name and our words",
    "Yes.\n\nAda Okafor schreef:\n> Is lemma 2 convex in the first argument, and why is that so?\n",
    "Yes.",
  ],
  [
    "an answer below all of the mail",
    "On 28/11/2026 15:57, Ada wrote:\n> An answer to you\n>\n> Read it in its thread\n\nMy answer.\n",
    "My answer.",
  ],
  [
    "answers between what is quoted",
    "On 28/11/2026 15:57, Ada wrote:\n> Is it convex?\n\nYes.\n\n> And smooth?\n\nNo.\n\n> Read it in its thread\n",
    "> Is it convex?\n\nYes.\n\n> And smooth?\n\nNo.",
  ],
  [
    "an answer below an older mail of ours",
    "-----Original Message-----\nFrom: Ada <a@example.org>\nSubject: Re: Attention\n\nAnd is it smooth?\nRead it in its thread\n\nMy answer.\n",
    "My answer.",
  ],
  ["nothing but a quotation", "> Words.\n> More.\n", ""],
  ["nothing but an older mail", `${block("Fra", "Sendt", "Til", "Emne")}\n\nWords of others\n`, ""],
])("cuts off quotations: %s", (_, text, comment) => {
  expect(commentOf(text)).toBe(comment);
});

it.each([
  "Sent from my iPhone",
  "Von meinem iPhone gesendet",
  "Envoyé de mon iPhone",
  "Enviado desde mi iPhone",
  "Inviato da iPhone",
  "Verstuurd vanaf mijn iPhone",
  "Skickat från min iPhone",
  "Sendt fra min Samsung Galaxy",
  "Lähetetty iPhonesta",
  "Wysłano z iPhone'a",
  "Отправлено с iPhone",
  "发自我的iPhone",
  "iPhoneから送信",
  "iPhone'umdan gönderildi",
  "Sent from Outlook for Android <https://aka.ms/x>",
  "Get Outlook for iOS",
  "Sent from Yahoo Mail on Android",
  "Gesendet mit der GMX Mail App",
  "-- \nMax Muster\nInstitute of Things\nhttps://example.org",
  "--\nMax",
  "________________________________",
])("cuts off the end: %j", (last) => {
  const mail = `My answer.\n\n${last}\n`;
  expect(commentOf(mail)).toBe("My answer.");
  expect(commentOf(`${mail}\nOn 28/11/2026 15:57, Ada wrote:\n${MARKED}`)).toBe("My answer.");
});

it("keeps the text that was cut off, in its order", () => {
  const text = "Mine.\n\nOn 28/11/2026 15:57, Ada wrote:\n> Words.\n> More.\n\n-- \nMax\n";
  const { own, quoted } = splitEmail(mailOf("text/plain; charset=utf-8", utf8(text)));
  expect(own).toBe("Mine.");
  expect(quoted).toBe("On 28/11/2026 15:57, Ada wrote:\n> Words.\n> More.\n\n-- \nMax");
});
