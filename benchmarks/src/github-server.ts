import { isMainThread, parentPort, Worker } from "node:worker_threads";
import type { CommitFile, FakeGitHub, FakeRepository, GenerateOptions } from "@tributary/source-github/testing";
import { generateFiles } from "./repository.ts";

/** What a strategy asked of GitHub since the log was cleared. */
export interface Asked {
  /** Requests to the API; what an archive's link leads to is none. */
  readonly calls: number;
  /** Requests and GraphQL points taken of the hourly budgets. */
  readonly cost: number;
  readonly statuses: readonly number[];
}

/** Where the fake is and who may ask it. */
export interface Place {
  readonly url: string;
  readonly token: string;
}

/** The numbers of conversations and comments the fake holds. */
export interface Held {
  readonly conversations: number;
  readonly comments: number;
}

/** What can be told to the fake, which runs in a thread of its own so that its work is not counted as the source's. */
export interface GitHubServer {
  open(): Promise<Place>;
  /** Commits generated files of 5.1 kB on average, in at most 500 folders. */
  addFiles(count: number): Promise<void>;
  commit(files: Readonly<Record<string, CommitFile>>): Promise<void>;
  generate(options: GenerateOptions): Promise<void>;
  setLatency(milliseconds: number): Promise<void>;
  clear(): Promise<void>;
  asked(): Promise<Asked>;
  held(): Promise<Held>;
  /** Paths and blob names. */
  files(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

/** The repository every server has. */
export const REPOSITORY = "acme/tools";

const methods = [
  ...(["open", "addFiles", "commit", "generate", "setLatency"] as const),
  ...(["clear", "asked", "held", "files", "close"] as const),
];

interface Message {
  readonly method: keyof GitHubServer;
  readonly value: unknown;
}

/** Starts a fake GitHub in a thread; `close` ends both. */
export async function startServer(): Promise<GitHubServer & Place> {
  const worker = new Worker(new URL(import.meta.url));
  const waiting: PromiseWithResolvers<unknown>[] = [];
  worker.on("message", (value: unknown) => waiting.shift()?.resolve(value));
  worker.on("error", (error) => {
    for (const one of waiting.splice(0)) one.reject(error);
  });
  const ask = async (method: keyof GitHubServer, value?: unknown): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>();
    waiting.push(answer);
    worker.postMessage({ method, value } satisfies Message);
    const given = await answer.promise;
    if (method === "close") await worker.terminate();
    return given;
  };
  const server = Object.fromEntries(
    methods.map((method) => [method, (value?: unknown) => ask(method, value)]),
  ) as unknown as GitHubServer;
  return { ...server, ...(await server.open()) };
}

function serve(fake: FakeGitHub, repository: FakeRepository, generate: FakeGitHubGenerate): GitHubServer {
  return {
    async open() {
      // Their own limits are not what is measured: what they would cost is.
      const plenty = { core: 10_000_000, graphql: 10_000_000 };
      Object.assign(fake.limits, { ...plenty, restPointsPerMinute: 10_000_000, graphqlPointsPerMinute: 10_000_000 });
      return { url: fake.url, token: fake.addToken() };
    },
    async addFiles(count) {
      const files = [...generateFiles(count, 1)].map(({ path, text }, index) => {
        const folder = `area-${index % 25}/module-${Math.floor(index / 25) % 20}`;
        return [`${folder}/${path.slice(path.lastIndexOf("/") + 1)}`, text] as const;
      });
      await repository.commit(Object.fromEntries(files));
    },
    async commit(files) {
      await repository.commit(files);
    },
    generate: (options) => generate(repository, options),
    async setLatency(milliseconds) {
      fake.latency = milliseconds;
    },
    async clear() {
      fake.log.clear();
    },
    async asked() {
      const { requests } = fake.log;
      return {
        calls: fake.log.count(),
        cost: requests.reduce((sum, { cost }) => sum + cost, 0),
        statuses: requests.map(({ status }) => status),
      };
    },
    async held() {
      const census = (await fake.census())[REPOSITORY];
      if (census === undefined || fake.refusals.length > 0) throw new Error(`The fake refused: ${fake.refusals[0]}.`);
      const { issues, pulls, discussions, comments, reviewComments, discussionComments } = census;
      return { conversations: issues + pulls + discussions, comments: comments + reviewComments + discussionComments };
    },
    files: () => repository.files(),
    close: () => fake.close(),
  };
}

type FakeGitHubGenerate = typeof import("@tributary/source-github/testing").generate;

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const { createFakeGitHub, generate } = await import("@tributary/source-github/testing");
  const fake = await createFakeGitHub();
  const server = serve(fake, await fake.createRepository(REPOSITORY), generate);
  port.on("message", async ({ method, value }: Message) => {
    const run = server[method] as (value: unknown) => Promise<unknown>;
    port.postMessage(await run(value));
  });
}
