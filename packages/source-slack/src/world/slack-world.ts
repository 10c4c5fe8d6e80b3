import type { Source } from "@tributary/source";
import { createSurroundings, joined, type ServiceWorld } from "@tributary/source-testing";
import { expect } from "vitest";
import type { SlackSourceConfig } from "../config.ts";
import type { SlackSourceDeps } from "../deps.ts";
import { createSlackSource } from "../source.ts";
import { createFakeSlack, type FakeFaultRule, type FakeSlack } from "../testing/index.ts";

/** When a world begins: at the full hour that begins a block. */
const CREATED = Date.UTC(2026, 0, 5, 8);
const MINUTE_MS = 60_000;

/** A small workspace, a clock and a network that fails on request. */
export interface SlackWorld extends ServiceWorld<FakeFaultRule> {
  readonly fake: FakeSlack;
  /** Channels by name. */
  readonly channels: Readonly<Record<string, string>>;
  /** Times of messages by name. */
  readonly times: Readonly<Record<string, string>>;
  /** A source with other settings. */
  with(deps: Partial<SlackSourceDeps>, config?: Partial<SlackSourceConfig>): Source;
  idOf(kind: "thread" | "messages", channel: string, time: string): string;
}

/** Makes one; nothing in it depends on the machine's clock. */
export async function createSlackWorld(): Promise<SlackWorld> {
  const surroundings = createSurroundings(CREATED);
  const { clock, service, patience, logged, openWork } = surroundings;
  const fake = await createFakeSlack({ now: surroundings.deps.now });
  const tick = (minutes: number) => {
    clock.now += minutes * MINUTE_MS;
  };
  const ada = fake.addUser("ada", "Ada Lovelace");
  const grace = fake.addUser("grace", "Grace Hopper");
  const channels: Record<string, string> = {};
  for (const name of ["general", "search"]) channels[name] = fake.addChannel(name);
  channels.board = fake.addChannel("board", { kind: "private" });
  fake.addChannel("elsewhere", { joined: false });
  const times: Record<string, string> = {};
  const say = (name: string, channel: string, text: string, more: object = {}) => {
    tick(1);
    times[name] = fake.post(channels[channel] ?? "", { user: ada, text, ...more });
  };
  say("hello", "general", "Good morning, everybody");
  say("hello2", "general", `Morning <@${grace}>, how is <#${channels.search}>?`);
  say("question", "general", "Who has the keys to the *archive*?");
  say("answer", "general", "I do.", { user: grace, thread: times.question });
  say("hello3", "general", "See the list", { files: [fake.addFile("list.txt", `keys\n${"key\n".repeat(200)}`)] });
  tick(40);
  say("lunch", "general", "Lunch?");
  say("ranking", "search", "Ranking is off since <https://example.com/r?a=1&amp;b=2|the release>");
  say("ranking1", "search", "Looking at it", { user: grace, thread: times.ranking });
  say("ranking2", "search", "Fixed", { user: grace, thread: times.ranking });
  tick(60);
  say("minutes", "board", "Minutes of the meeting");
  tick(600);

  const config: SlackSourceConfig = { team: fake.team.id, apiUrl: fake.url };
  const withDeps: SlackWorld["with"] = (deps, more = {}) =>
    createSlackSource(
      { ...config, ...more },
      joined(surroundings.deps, {
        credentials: { token: fake.tokens.bot },
        pageRequests: 3,
        messagesPerRequest: 6,
        ...deps,
      }),
    );
  const idOf: SlackWorld["idOf"] = (kind, channel, time) =>
    `slack:${fake.team.id}:${kind}:${channels[channel]}:${times[time]}`;

  return {
    fake,
    service,
    patience,
    clock,
    channels,
    times,
    config,
    idOf,
    with: withDeps,
    source: () => withDeps({}),
    async stalled() {
      surroundings.stall();
      return withDeps({});
    },
    documents: [
      idOf("messages", "general", "hello"),
      idOf("thread", "general", "question"),
      idOf("messages", "general", "lunch"),
      idOf("thread", "search", "ranking"),
      idOf("messages", "board", "minutes"),
    ],
    async add() {
      tick(15);
      say("added", "board", "Is anybody here?");
      return { changed: [idOf("messages", "board", "added")] };
    },
    async change() {
      tick(15);
      // A late reply, which leaves the thread's first message as it was.
      say("ranking3", "search", "Thank you", { thread: times.ranking });
      return { changed: [idOf("thread", "search", "ranking")] };
    },
    async remove() {
      tick(15);
      fake.remove(channels.general ?? "", times.lunch ?? "");
      return { removed: [idOf("messages", "general", "lunch")] };
    },
    secrets: [fake.tokens.bot, fake.tokens.user],
    logged,
    openWork,
    async dispose() {
      await fake.close();
      expect(fake.refusals, "What Slack would have refused, or the fake could not answer").toEqual([]);
    },
  };
}
