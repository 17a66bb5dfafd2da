import { beforeAll, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { groupWithMeeting } from "@/server/testing/fixtures/meetings";
import { postComment } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";

ownDatabase();

const BODIES = [
  "We use β-VAE with $L_2$ loss and top-k.",
  "the trans-\nformers are hyphen-\nated",
  "这篇论文的注意力机制很好",
  "機械学習のモデル。",
  "ผมชอบการเรียนรู้ของเครื่อง",
  "Written in C# by hand",
  "Written in C++ by hand",
];

let ids: string[];
beforeAll(async () => {
  const [ada, paper] = [await person("ada"), await paperSlug()];
  ids = [];
  for (const body of BODIES) ids.push((await postComment(ada, { paper }, body)).commentId);
});

const found = async (q: string) => (await as(null).search.comments({ q })).hits;

it.each([
  ["topk", 0],
  ["top-k", 0],
  ["L2", 0],
  ["beta-VAE", 0],
  ["transformers", 1],
  ["hyphenated", 1],
  ["机制", 2],
  ["注意力", 2],
  ["学習", 3],
  ["モデル", 3],
  ["เรียนรู้", 4],
  ["C#", 5],
  ["C++", 6],
])("a comment is found by %s, as a paper would be", async (q, at) => {
  expect((await found(q)).map(({ id }) => id)).toEqual([ids[at]]);
});

it("marks a word in writing without blanks, and leaves its sentence as it is", async () => {
  const [hit] = await found("机制");
  expect(hit?.words).toEqual([
    { text: "这篇论文的注意力", hit: false },
    { text: "机制", hit: true },
    { text: "很好", hit: false },
  ]);
});

it("agendas are read in the same way", async () => {
  const { organizer, meetingId } = await groupWithMeeting();
  await db.meetingText.create({
    data: {
      ...{ meetingId, kind: "agenda", version: 1 },
      body: "讨论注意力机制 and $L_2$, top-k",
      html: "",
    },
  });
  for (const q of ["机制", "L2", "topk"]) {
    const { hits } = await as(organizer.viewer).search.notes({ q });
    expect(hits, q).toHaveLength(1);
  }
});
