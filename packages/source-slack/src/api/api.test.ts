import type { Source } from "@tributary/source";
import { sync } from "@tributary/source-testing";
import type { Document } from "@tributary/validation";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SlackSourceConfig } from "../config.ts";
import { slackSourceConfigSchema } from "../config.ts";
import type { SlackSourceDeps } from "../deps.ts";
import { createSlackSource } from "../source.ts";
import { createFakeSlack, type FakeSlack } from "../testing/index.ts";
import { createSlackBudget } from "./budget.ts";

let fake: FakeSlack;
let general: string;
const clock = { now: 0 };

beforeEach(async () => {
  clock.now = Date.UTC(2026, 0, 5, 9);
  fake = await createFakeSlack({ now: () => clock.now });
  general = fake.addChannel("general");
});
afterEach(async () => {
  await fake.close();
  expect(fake.refusals).toEqual([]);
});

const make = (config: Partial<SlackSourceConfig> = {}, deps: Partial<SlackSourceDeps> = {}): Source =>
  createSlackSource(
    { team: fake.team.id, apiUrl: fake.url, ...config },
    { credentials: { token: fake.tokens.bot }, now: () => clock.now, ...deps },
  );
const readAll = async (source = make()): Promise<readonly Document[]> => {
  const held = new Map<string, Document>();
  await sync(source, held, null, "full");
  return [...held.values()];
};

describe("limits", () => {
  it("are waited for as long as a call may, and no longer", async () => {
    fake.post(general, { text: "Hello" });
    fake.limit({ limited: true });
    const waits: number[] = [];
    const deps = {
      patienceMs: 120_000,
      async wait(milliseconds: number) {
        waits.push(milliseconds);
        clock.now += milliseconds;
      },
    };
    await readAll(make({}, deps));
    expect(waits).toEqual([60_000]);
    const impatient = make({}, { ...deps, patienceMs: 59_999 });
    await expect(impatient.pull({ mode: "full", cursor: null })).rejects.toMatchObject({
      code: "rate-limited",
      retryAfterMs: 60_000,
    });
  });

  it("end a wait when the call is aborted", async () => {
    fake.fail({ fault: { type: "status", status: 429, headers: { "retry-after": "30" } } });
    const controller = new AbortController();
    const reason = new Error("Enough.");
    const call = make({ tier: "limited" }).validate(controller.signal);
    setTimeout(() => controller.abort(reason), 50);
    await expect(call).rejects.toBe(reason);
  });

  it("are not tried before their time by anybody who shares a budget", async () => {
    const budget = createSlackBudget();
    const mend = fake.fail({
      fault: { type: "status", status: 429, headers: { "retry-after": "30" } },
      method: "auth.test",
    });
    await expect(make({}, { budget }).validate()).rejects.toMatchObject({ code: "rate-limited" });
    const until = clock.now + 30_000;
    const refused = { remaining: 0, resetsAt: until, waitingUntil: until, seenAt: clock.now };
    expect(budget.read(clock.now)).toEqual([{ name: "auth.test", limit: null, ...refused }]);
    mend();
    const asked = fake.requests.length;
    await expect(make({}, { budget }).validate()).rejects.toMatchObject({ code: "rate-limited", retryAfterMs: 30_000 });
    expect(fake.requests.length).toBe(asked);
    clock.now += 30_000;
    await expect(make({}, { budget }).validate()).resolves.toBeDefined();
  });

  it("keep what a pull has read before them", async () => {
    for (const name of ["one", "two", "three"]) fake.post(fake.addChannel(name), { text: name });
    const rule = {
      fault: { type: "status", status: 429, headers: { "retry-after": "1" } },
      method: "conversations.history",
    } as const;
    const mend = fake.fail({ ...rule, after: 5 });
    const page = await make().pull({ mode: "full", cursor: null });
    expect([page.changes.length, page.hasMore]).toEqual([1, true]);
    await expect(make().pull({ mode: "full", cursor: page.cursor })).rejects.toMatchObject({ retryAfterMs: 1_000 });
    mend();
    const rest = await make().pull({ mode: "full", cursor: page.cursor });
    expect([rest.changes.length, rest.hasMore, rest.complete]).toEqual([2, false, true]);
  });

  it("hold for every method as Slack's tiers have them", async () => {
    fake.limit({ counted: true });
    const ask = () => make().validate();
    for (let round = 0; round < 20; round += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: "rate-limited", retryAfterMs: 60_000 });
  });
});

describe("people and files", () => {
  it("appear by their names, strangers among them", async () => {
    const ada = fake.addUser("ada", "Ada Lovelace");
    fake.post(general, { user: ada, text: `Ask <@${ada}> or <@U0STRANGER>` });
    fake.post(general, { text: "Deployed", more: { bot_id: "B1", username: "deploy-bot", subtype: "bot_message" } });
    const [document] = await readAll();
    expect(document?.content).toContain("**ada** (2026-01-05 09:00 UTC):\nAsk @ada or @U0STRANGER");
    expect(document?.content).toContain("**deploy-bot**");
    expect(document?.metadata).toMatchObject({
      participants: ["ada", "deploy-bot"],
      channel: "general",
      visibility: "public",
    });
    const [people] = await readAll(make({ bots: false }));
    expect(people?.content).not.toContain("Deployed");
  });

  it("are asked for one by one while they are few, and listed when they are many", async () => {
    const people = Array.from({ length: 30 }, (_, index) => fake.addUser(`user${index}`));
    const asked = (method: string) => fake.requests.filter((request) => request.method === method).length;
    fake.post(general, { user: people[0] ?? "", text: "Hello" });
    await readAll();
    expect([asked("users.info"), asked("users.list")]).toEqual([1, 0]);
    for (const user of people) fake.post(general, { user, text: "Hello" });
    const [document] = await readAll();
    expect([asked("users.info"), asked("users.list")]).toEqual([1, 1]);
    expect(document?.content).toContain("**user29**");
  });

  it("are named as missing when the app may not read them", async () => {
    const text = `begin ${"x".repeat(500)} end`;
    fake.post(general, {
      user: fake.addUser("ada"),
      text: "See",
      files: [fake.addFile("long.txt", text), fake.addFile("a.png")],
    });
    const [whole] = await readAll();
    expect(whole?.content).toContain(text);
    expect(whole?.content).toContain("File: a.png");
    expect(whole?.missing).toBeUndefined();
    fake.revoke("users:read");
    fake.revoke("files:read");
    const [partial] = await readAll();
    expect(partial?.content).toContain("begin xxx");
    expect(partial?.missing).toEqual([
      "text of long.txt: grant the app the scope files:read",
      "names of people: grant the app the scope users:read",
    ]);
  });

  it("say what Slack did not give of a thread", async () => {
    const ts = fake.post(general, { text: "A question" });
    for (const text of ["one", "two", "three"]) fake.post(general, { text, thread: ts });
    const drop = (answer: Record<string, unknown>) => ({
      ...answer,
      messages: (answer.messages as unknown[]).slice(0, 2),
    });
    fake.fail({ fault: { type: "alter", alter: drop }, method: "conversations.replies" });
    const [document] = await readAll();
    expect(document?.missing).toEqual(["2 of 3 replies: Slack did not give them"]);
  });
});

describe("refusals", () => {
  it("have the code that tells whether to try again", async () => {
    const names = {
      invalid_auth: "unauthorized",
      account_inactive: "unauthorized",
      token_expired: "unauthorized",
      no_permission: "forbidden",
      ekm_access_denied: "forbidden",
      internal_error: "unavailable",
      fatal_error: "unavailable",
      invalid_cursor: "unavailable",
      request_timeout: "timeout",
      unknown_method: "not-found",
      constructor: "invalid-response",
      from_tomorrow: "invalid-response",
    };
    const statuses = {
      401: "unauthorized",
      403: "forbidden",
      408: "timeout",
      500: "unavailable",
      418: "invalid-response",
    };
    const rules = [
      ...Object.entries(names).map(([error, code]) => [{ type: "error", error } as const, code] as const),
      ...Object.entries(statuses).map(
        ([status, code]) => [{ type: "status", status: Number(status) } as const, code] as const,
      ),
    ];
    for (const [fault, code] of rules) {
      const mend = fake.fail({ fault });
      await expect(make().validate(), JSON.stringify(fault)).rejects.toMatchObject({ code });
      mend();
    }
    fake.revoke("channels:read");
    await expect(make().validate()).rejects.toThrow(
      "Slack answered conversations.list with missing_scope: the app may not read this: grant the app the scope channels:read and install it again.",
    );
  });
});

describe("answers that are not as documented", () => {
  it("cost what they are about: one message, or one thread", async () => {
    const ts = fake.post(general, { text: "A question" });
    fake.post(general, { text: "An answer", thread: ts });
    fake.post(general, { text: "Something else" });
    const spoil = (answer: Record<string, unknown>) => ({
      ...answer,
      messages: [...(answer.messages as object[]), { ts: "yesterday" }, null, { text: 5 }],
      from_tomorrow: {},
    });
    const mend = fake.fail({ fault: { type: "alter", alter: spoil }, method: "conversations.history" });
    const page = await make().pull({ mode: "full", cursor: null });
    expect([page.changes.length, page.complete]).toEqual([2, undefined]);
    mend();
    fake.fail({ fault: { type: "alter", alter: () => ({ ok: true, messages: [] }) }, method: "conversations.replies" });
    const references = page.changes.flatMap((change) => (change.type === "reference" ? [change.reference] : []));
    const results = await Array.fromAsync(
      make().fetch([...references, { id: "slack:x:y:z", version: "1", type: "thread" }]),
    );
    expect(results.map(({ type }) => type)).toEqual(["failed", "gone"]);
  });

  it("are no proof that a thread is gone, unless its message is", async () => {
    const ts = fake.post(general, { text: "A question" });
    fake.post(general, { text: "An answer", thread: ts });
    const id = `slack:${fake.team.id}:thread:${general}:${ts}`;
    const ask = async () => {
      const [result] = await Array.fromAsync(make().fetch([{ id, version: "1", type: "thread" }]));
      return result?.type === "failed" ? result.error.code : result?.type;
    };
    for (const [error, outcome] of [
      ["channel_not_found", "not-found"],
      ["thread_not_found", "unavailable"],
    ] as const) {
      const mend = fake.fail({ fault: { type: "error", error }, method: "conversations.replies" });
      expect(await ask().catch((thrown: { code?: string }) => thrown.code)).toBe(outcome);
      mend();
    }
    const mend = fake.fail({
      fault: { type: "alter", alter: (answer) => ({ ...answer, channels: [] }) },
      method: "conversations.list",
    });
    expect(await ask().catch((thrown: { code?: string }) => thrown.code)).toBe("unavailable");
    mend();
    expect(await ask()).toBe("document");
    fake.remove(general, ts);
    expect(await ask()).toBe("document");
    for (const { ts: reply } of fake.census().messages) if (reply !== ts) fake.remove(general, reply);
    expect(await ask()).toBe("gone");
  });

  it("prove nothing where the workspace's plan hides what is older", async () => {
    fake.post(general, { text: "Hello" });
    const hide = (answer: Record<string, unknown>) => ({ ...answer, is_limited: true });
    fake.fail({ fault: { type: "alter", alter: hide }, method: "conversations.history" });
    expect((await make().pull({ mode: "full", cursor: null })).complete).toBeUndefined();
  });

  it("end a list that goes round in a circle", async () => {
    const round = (answer: Record<string, unknown>) => ({ ...answer, response_metadata: { next_cursor: "again" } });
    const mend = fake.fail({ fault: { type: "alter", alter: round }, method: "conversations.list" });
    // The fake knows no such cursor, and says so; a Slack that does not is caught by the list itself.
    await expect(make().validate()).rejects.toMatchObject({ code: "unavailable" });
    mend();
    fake.fail({ fault: { type: "alter", alter: round }, method: "conversations.list", times: 1 });
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const body = String(init?.body).replace("cursor=again", "cursor=");
      const answer = await globalThis.fetch(url, { ...init, body });
      if (!String(url).endsWith("conversations.list")) return answer;
      return Response.json({ ...((await answer.json()) as object), response_metadata: { next_cursor: "again" } });
    };
    await expect(make({}, { fetch }).validate()).rejects.toMatchObject({ code: "invalid-response" });
  });

  it("are never followed elsewhere, and the token goes into a header only", async () => {
    const seen: { url: string; redirect: unknown; body: string }[] = [];
    const fetch: typeof globalThis.fetch = async (url, init) => {
      seen.push({ url: String(url), redirect: init?.redirect, body: String(init?.body) });
      return globalThis.fetch(url, init);
    };
    await make({}, { fetch }).validate();
    for (const { url, redirect, body } of seen) {
      expect(url.startsWith(fake.url)).toBe(true);
      expect(redirect).toBe("manual");
      expect(url + body).not.toContain(fake.tokens.bot);
    }
  });
});

describe("validate", () => {
  it("says which scope breaks what, and which channels the app is not in", async () => {
    fake.addChannel("elsewhere", { joined: false });
    for (const scope of ["users:read", "files:read", "groups:history"]) fake.revoke(scope);
    const { name, title, capabilities } = await make().validate();
    expect([name, title]).toEqual(["tributary in Acme", "Acme Slack"]);
    const problems = capabilities.flatMap(({ problem = [] }) => problem);
    expect(problems).toEqual([
      "Grant the app the scope groups:history; or set privateChannels to false.",
      "Grant the app the scope users:read; people appear as ids without it.",
      "Grant the app the scope files:read; only their beginnings are read without it.",
      "The app is not in 1 public channels: invite it with /invite where it is to read.",
    ]);
    const limited = await make({ tier: "limited" }).validate();
    expect(limited.capabilities.at(-1)?.problem).toContain("exportFile");
    const person = await make({}, { credentials: { token: fake.tokens.user } }).validate();
    expect(person.capabilities.some(({ name: one }) => one === "every public channel")).toBe(false);
  });

  it("goes with a configuration that can work", () => {
    const parse = (config: object) => slackSourceConfigSchema.safeParse({ team: "T0123ABCD", ...config });
    expect(parse({ channels: ["#general"], since: "2024-01-31", pauseMinutes: 30 }).success).toBe(true);
    for (const config of [
      { team: "acme" },
      { channels: [] },
      { since: "soon" },
      { exportFile: "export.zip" },
      { apiUrl: "https://user:secret@slack.example/" },
      { unknown: true },
    ]) {
      expect(parse(config).success, JSON.stringify(config)).toBe(false);
    }
  });
});
