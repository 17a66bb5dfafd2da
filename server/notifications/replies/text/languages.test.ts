import { expect, it } from "vitest";
import { commentOf } from "@/server/testing/fixtures/reply-emails";

// Sentences that mail programs put around a quoted email of ours, in many languages.

const MARKED = "> An answer to you\n>\n> Read it\n";
const ADA = "Ada via Colloquy <colloquy@example.org>";

it.each<[string, string]>([
  ["Czech", `po 2. 11. 2026 v 15:04 odesílatel ${ADA}\nnapsal:`],
  ["Czech, Thunderbird", "Dne 02. 11. 26 v 15:04 Ada via Colloquy napsal(a):"],
  ["Finnish", "ma 2. marrask. 2026 klo 15.04 Ada (colloquy@example.org)\nkirjoitti:"],
  ["Swedish", `Den mån 2 nov. 2026 kl 15:04 skrev ${ADA}:`],
  [
    "Danish, folded",
    "man. den 2. nov. 2026 kl. 15.04 skrev Ada Okafor via Colloquy <\ncolloquy@example.org>:",
  ],
  ["Polish", `pon., 2 lis 2026 o 15:04 ${ADA}\nnapisał(a):`],
  ["Hungarian", `${ADA} ezt írta (időpont: 2026. nov. 2., H, 15:04):`],
  ["Turkish", `${ADA}, 2 Kas 2026 Pzt, 15:04 tarihinde şunu yazdı:`],
  ["Romanian", `Pe lun., 2 nov. 2026 la 15:04, ${ADA} a scris:`],
  ["Greek", `Στις Δευ 2 Νοε 2026 στις 3:04 μ.μ., ο χρήστης ${ADA} έγραψε:`],
  ["Ukrainian", `пн, 2 лист. 2026 р. о 15:04 ${ADA} пише:`],
  ["Bulgarian", `На пн, 2.11.2026 г. в 15:04 ${ADA} написа:`],
  ["Vietnamese", `Vào Th 2, 2 thg 11, 2026 vào lúc 15:04 ${ADA} đã viết:`],
  ["Thai", `ในวันที่ จ. 2 พ.ย. 2026 เวลา 15:04 ${ADA} เขียนว่า:`],
  ["Indonesian", `Pada tanggal Sen, 2 Nov 2026 pukul 15.04 ${ADA} menulis:`],
  [
    "English, in three lines",
    "On Mon, Nov 2, 2026 at 3:04 PM Ada Augusta King Countess of Lovelace via\nColloquy of the Department of Computing <\nreply-1-2-0123456789abcdef@reply.example.org> wrote:",
  ],
  [
    "English, the address in a line of its own",
    "On Mon, Nov 2, 2026 at 3:04 PM Ada Augusta King Countess of Lovelace via\nColloquy <colloquy@colloquy.example.org> wrote:",
  ],
])("cuts off the sentence before a quotation: %s", (_, lead) => {
  expect(commentOf(`My answer.\n\n${lead}\n\n${MARKED}`)).toBe("My answer.");
  expect(commentOf(`My answer.\n${lead}\n${MARKED}`)).toBe("My answer.");
});

it.each([
  `> 2026/11/02 15:04、${ADA}のメール:`,
  `> 2026年11月2日 下午3:04，${ADA} 写道：`,
  `> 2 нояб. 2026 г., в 15:04, ${ADA} написал(а):`,
  ">Понедельник, 2 ноября 2026, 15:04 +03:00 от Ada <colloquy@example.org>:",
])("cuts off a quotation that begins with the sentence: %s", (lead) => {
  expect(commentOf(`My answer.\n\n\n${lead}\n>\n> Words of hers\n`)).toBe("My answer.");
});

it.each([
  "Outlook für iOS<https://aka.ms/o0ukef> beziehen",
  "Télécharger Outlook pour Android<https://aka.ms/x>",
  "Pobierz program Outlook dla systemu Android<https://aka.ms/x>",
  "Sent from Mailspring (https://getmailspring.com/), the best free email app for work",
  "Sent from my Android device with K-9 Mail. Please excuse my brevity.",
  "Sent with FairEmail",
  "נשלח מה-iPhone שלי",
  "تم الإرسال من الـ iPhone",
  "Odesláno z iPhonu",
  "Odoslané z iPhonu",
  "ส่งจาก iPhone ของฉัน",
  "Đã gửi từ iPhone của tôi",
  "Enviat des del meu iPhone",
  "Trimis de pe iPhone-ul meu",
  "Στάλθηκε από το iPhone μου",
  "iPhone-omról küldve",
  "從我的 iPhone 傳送",
  "나의 iPhone에서 보냄",
])("cuts off the line that a phone adds: %s", (last) => {
  expect(commentOf(`My answer.\n\n${last}\n`)).toBe("My answer.");
});

it.each([
  "Begin forwarded message:",
  "Anfang der weitergeleiteten Nachricht:",
  "Début du message transféré :",
  "Inicio del mensaje reenviado:",
  "Начало переадресованного сообщения:",
])("cuts off a forwarded email below the reply: %s", (line) => {
  const mail = "From: Grace <grace@uni.edu>\nSubject: typo\nTo: Max <max@a.org>\n\nIt is a typo.";
  expect(commentOf(`Look.\n\n${line}\n\n${mail}\n`)).toBe("Look.");
});
