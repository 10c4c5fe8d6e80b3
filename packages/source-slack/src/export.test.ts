import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SourceErrorCode } from "@tributary/source";
import { createTemporaryFolder, sync, type TemporaryFolder } from "@tributary/source-testing";
import type { Document } from "@tributary/validation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSlackSource } from "./source.ts";
import {
  createFakeSlack,
  type FakeSlack,
  generateWorkspace,
  smallSizes,
  writeZip,
  type ZipContent,
} from "./testing/index.ts";
import { expectCensus } from "./world/census.ts";

const HOUR_MS = 3_600_000;
const clock = { now: 0 };
let fake: FakeSlack;
let folder: TemporaryFolder;
let exportFile: string;

beforeEach(async () => {
  clock.now = Date.UTC(2026, 2, 5, 13);
  fake = await createFakeSlack({ now: () => clock.now, limited: true });
  folder = await createTemporaryFolder();
  exportFile = join(folder.path, "export.zip");
});
afterEach(async () => {
  await fake.close();
  await folder.remove();
  expect(fake.refusals).toEqual([]);
});

const make = () =>
  createSlackSource(
    { team: fake.team.id, apiUrl: fake.url, tier: "limited", exportFile },
    {
      credentials: { token: fake.tokens.bot },
      now: () => clock.now,
      async wait(milliseconds) {
        clock.now += milliseconds;
      },
    },
  );

const messagesAsked = () =>
  fake.requests.filter(({ method, status }) => /history|replies/.test(method) && status === 200);

describe("the limited tier with an export", () => {
  it("reads the past from the export, what is new from the API, and keeps to one request a minute", async () => {
    generateWorkspace(fake, smallSizes, clock.now - HOUR_MS);
    await writeFile(exportFile, fake.exportZip());
    clock.now += HOUR_MS;
    fake.post(fake.state.channels.keys().next().value ?? "", { text: "Written after the export." });
    const held = new Map<string, Document>();
    const began = clock.now;
    const first = await sync(make(), held, null, "full");
    expectCensus(held, fake);
    expect(first.complete).toBe(false);
    const requests = messagesAsked().length;
    expect(requests).toBeLessThan(20);
    expect((clock.now - began) / 60_000).toBeLessThan(2 * requests);
    expect(messagesAsked().every(({ parameters }) => Number(parameters.limit) <= 15)).toBe(true);

    // An event about a thread of the export: a late reply.
    const [name = ""] = fake.census().threads.keys();
    const [channel = "", ts = ""] = name.split(":");
    clock.now += HOUR_MS;
    fake.post(channel, { text: "A late reply.", thread: ts });
    const hint = { references: [`at:${channel}:${ts}`] };
    const second = await sync(make(), held, first.cursor, "incremental", hint);
    expect(second.stored).toContain(`slack:${fake.team.id}:thread:${name}`);
    expectCensus(held, fake);
  });

  it("pages a long thread at one request a minute", async () => {
    const channel = fake.addChannel("general");
    const ts = fake.post(channel, { text: "The question." });
    for (let reply = 1; reply <= 50; reply += 1) fake.post(channel, { text: `Reply ${reply}.`, thread: ts });
    await writeFile(
      exportFile,
      writeZip([
        { name: "channels.json", content: "[]" },
        { name: "x/2020-01-01.json", content: "[]" },
      ]),
    );
    const held = new Map<string, Document>();
    await sync(make(), held, null, "full");
    expectCensus(held, fake);
  });

  it("has the time between two days of files belong to one conversation", async () => {
    const channel = fake.addChannel("night");
    const at = Date.UTC(2026, 0, 10, 23, 58);
    const [before, after] = [at, at + 60_000].map((time) => {
      clock.now = time;
      return fake.post(channel, { text: `At ${time}` });
    });
    const messages = [before, after].map((ts) => ({ type: "message", ts, text: `At ${ts}`, user: "U1" }));
    const files: ZipContent[] = [
      { name: "channels.json", content: JSON.stringify([{ id: channel, name: "night" }]) },
      // Days as another time zone has them.
      { name: "night/2026-01-10.json", content: JSON.stringify(messages.slice(0, 1)) },
      { name: "night/2026-01-11.json", content: JSON.stringify(messages.slice(1)) },
      { name: "night/2026-02-20.json", content: "[]" },
    ];
    await writeFile(exportFile, writeZip(files));
    clock.now = Date.UTC(2026, 2, 1);
    const held = new Map<string, Document>();
    await sync(make(), held, null, "full");
    expect([...held.values()].map(({ metadata }) => metadata?.messages)).toEqual([2]);
  });
});

describe("an export that is none", () => {
  const channels = { name: "channels.json", content: "[]" };
  const cases: Readonly<Record<string, Uint8Array | readonly ZipContent[]>> = {
    "no ZIP": new TextEncoder().encode("PK? no."),
    "an archive cut short": writeZip([channels]).subarray(0, 40),
    "no channels.json": [{ name: "a/2026-01-01.json", content: "[]" }],
    "no days": [channels],
    "a list that is none": [
      { name: "channels.json", content: "{}" },
      { name: "a/2026-01-01.json", content: "[]" },
    ],
    "a path out of the archive": [channels, { name: "../../etc/2026-01-01.json", content: "[]" }],
    "an absolute path": [channels, { name: "/etc/2026-01-01.json", content: "[]" }],
    "a file twice": [channels, channels],
    "a bomb": [{ name: "channels.json", content: " ".repeat(80 * 1024 * 1024) }],
    "no JSON": [{ name: "channels.json", content: "nonsense" }],
  };
  it.each(Object.entries(cases))("is refused: %s", async (_name, content) => {
    fake.addChannel("general");
    await writeFile(exportFile, content instanceof Uint8Array ? content : writeZip(content));
    const error = await make()
      .pull({ mode: "full", cursor: null })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "invalid-config" satisfies SourceErrorCode });
    expect(String(error)).not.toContain("nonsense");
  });

  it("is refused when it is not there", async () => {
    await expect(make().pull({ mode: "full", cursor: null })).rejects.toMatchObject({ code: "invalid-config" });
  });
});
