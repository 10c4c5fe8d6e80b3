import { createHash } from "node:crypto";
import { readAll, type Source } from "@tributary/source";
import { createGitHubSource, githubSourceConfigSchema } from "@tributary/source-github";
import { type GitHubServer, type Place, REPOSITORY, startServer } from "./github-server.ts";
import { patientFetch, type Strategy, strategies } from "./github-strategies.ts";
import type { BenchRow } from "./row.ts";

const latencies = [0, 50, 200];

const filesOnly = { issues: false, pullRequests: false, discussions: false, releases: false };

/** Text files that one way or another does not give as git has them. */
const oddFiles = {
  "docs/latin-1.txt": Buffer.from("Gr\xfc\xdfe aus K\xf6ln, in alter Schrift.\n", "latin1"),
  "data/large.json": `${JSON.stringify("x".repeat(700_000))}\n`,
  "data/larger.json": `${JSON.stringify("x".repeat(1_500_000))}\n`,
  "internal/notes.md": "# Not exported\n",
  "VERSION.txt": "$Format:%H$\n",
  ".gitattributes": "internal export-ignore\nVERSION.txt export-subst\n",
  ...Object.fromEntries(
    Array.from({ length: 1_200 }, (_, index) => [`icons/icon-${index}.svg`, `<svg id="${index}"/>\n`]),
  ),
};

/**
 * Reads repositories of 1,000 and of this many files from a fake GitHub on this machine by every strategy, then measures the later pulls and the
 * conversations of the adapter. The fake runs in a thread of its own and answers after the latency given.
 */
export async function benchGitHub(options: { readonly files: number }): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const files of new Set([1_000, options.files]))
    rows.push(...(await withServer((server) => compareStrategies(server, files))));
  rows.push(
    ...(await withServer(compareMisses)),
    ...(await withServer(laterPulls)),
    ...(await withServer(conversations)),
  );
  return rows;
}

const adapter: Strategy = async (place) => {
  const source = sourceOf(place, { ...filesOnly, maxFileBytes: 4_000_000 });
  const contents = await readEverything(source);
  await source.close?.();
  return contents;
};
const everyStrategy = { ...strategies, "as the adapter chooses": adapter };

async function compareStrategies(server: GitHubServer & Place, files: number): Promise<BenchRow[]> {
  await server.addFiles(files);
  const wanted = await server.files();
  const rows: BenchRow[] = [];
  for (const [strategy, read] of Object.entries(everyStrategy)) {
    const isOurs = read === adapter;
    const name = (what: string) => `${files.toLocaleString("en-US")} files, ${strategy}: ${what}`;
    for (const [index, latency] of latencies.entries()) {
      await server.setLatency(latency);
      await server.clear();
      const started = performance.now();
      const found = await read(server);
      const seconds = (performance.now() - started) / 1_000;
      const missed = isOurs ? wanted.size - found.size : missedBy(wanted, found).length;
      if (missed > 0) throw new Error(`${strategy} missed ${missed} of ${wanted.size} ordinary files.`);
      if (index === 0) {
        const { calls, cost } = await server.asked();
        const goal = isOurs && files === 1_000 ? { goal: "≤ 3" } : {};
        rows.push({ name: name("calls"), value: calls, unit: "calls", ...goal });
        rows.push({ name: name("of the hourly budgets"), value: cost, unit: "points" });
      }
      const goal = isOurs && files === 1_000 && latency === 50 ? { goal: "≤ 5" } : {};
      rows.push({ name: name(`${latency} ms`), value: seconds, unit: "s", ...goal });
    }
  }
  return rows;
}

async function compareMisses(server: GitHubServer & Place): Promise<BenchRow[]> {
  await server.commit(oddFiles);
  const wanted = await server.files();
  const rows: BenchRow[] = [];
  for (const [strategy, read] of Object.entries(everyStrategy)) {
    const found = await read(server);
    const missed = read === adapter ? wanted.size - found.size : missedBy(wanted, found).length;
    rows.push({
      name: `${wanted.size.toLocaleString("en-US")} odd files, ${strategy}: missed`,
      value: missed,
      unit: "files",
    });
  }
  return rows;
}

async function laterPulls(server: GitHubServer & Place): Promise<BenchRow[]> {
  await server.addFiles(1_000);
  await server.generate({ issues: 20, discussions: 5 });
  await server.setLatency(50);
  const rows: BenchRow[] = [];
  for (const [which, config] of [
    ["files only", filesOnly],
    ["with conversations", {}],
  ] as const) {
    const source = sourceOf(server, config);
    const cursor = await caughtUp(source, null);
    await server.clear();
    await source.pull({ mode: "incremental", cursor });
    const unchanged = await server.asked();
    const kind = unchanged.statuses.join() === "304" ? "answered with 304" : "a query";
    const name = `unchanged, ${which}: ${kind}`;
    rows.push({ name, value: unchanged.calls, unit: "calls", goal: "1" });
    rows.push({ name: `unchanged, ${which}: of the hourly budgets`, value: unchanged.cost, unit: "points" });
    await server.commit({ "README.md": `# Changed ${which}\n` });
    await server.clear();
    const started = performance.now();
    const page = await source.pull({ mode: "incremental", cursor });
    const seconds = (performance.now() - started) / 1_000;
    if (page.changes.length !== 1 || page.changes[0]?.type !== "document")
      throw new Error("Another change was listed.");
    const { calls } = await server.asked();
    rows.push({ name: `one file changed, ${which}, its content included`, value: calls, unit: "calls", goal: "≤ 3" });
    rows.push({ name: `one file changed, ${which}, at 50 ms`, value: seconds, unit: "s" });
    await source.close?.();
  }
  return rows;
}

async function conversations(server: GitHubServer & Place): Promise<BenchRow[]> {
  await server.generate({ files: 1, issues: 780, pulls: 20, discussions: 200, comments: 60, replies: 35 });
  await server.setLatency(50);
  const source = sourceOf(server, { files: false, releases: false });
  await server.clear();
  const started = performance.now();
  let read = 0;
  let comments = 0;
  for await (const document of readAll(source)) {
    read += 1;
    comments += Number(document.metadata?.comments ?? 0);
  }
  const seconds = (performance.now() - started) / 1_000;
  const { calls, cost } = await server.asked();
  const held = await server.held();
  const name = (what: string) => `${held.conversations.toLocaleString("en-US")} conversations of 60 comments: ${what}`;
  return [
    { name: name("calls"), value: calls, unit: "calls" },
    { name: name("of the hourly budgets"), value: cost, unit: "points" },
    { name: name("50 ms"), value: seconds, unit: "s" },
    { name: name("conversations lost"), value: held.conversations - read, unit: "", goal: "0" },
    {
      name: name(`comments lost of ${held.comments.toLocaleString("en-US")}`),
      value: held.comments - comments,
      unit: "",
      goal: "0",
    },
  ];
}

async function withServer(run: (server: GitHubServer & Place) => Promise<BenchRow[]>): Promise<BenchRow[]> {
  const server = await startServer();
  try {
    return await run(server);
  } finally {
    await server.close();
  }
}

function sourceOf({ url, token }: Place, config: object): Source {
  const parsed = githubSourceConfigSchema.parse({ repository: REPOSITORY, baseUrl: url, ...config });
  return createGitHubSource(parsed, { credentials: { token }, fetch: patientFetch });
}

async function caughtUp(source: Source, from: string | null): Promise<string> {
  const page = await source.pull({ mode: "full", cursor: from });
  return page.hasMore ? await caughtUp(source, page.cursor) : page.cursor;
}

async function readEverything(source: Source): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  for await (const { path, content } of readAll(source)) {
    if (path !== undefined) contents.set(path, Buffer.from(content));
  }
  return contents;
}

/** Paths whose content is not there, or is not the one git has. */
function missedBy(wanted: ReadonlyMap<string, string>, found: ReadonlyMap<string, Buffer>): string[] {
  return [...wanted].flatMap(([path, sha]) => {
    const content = found.get(path);
    const name = content && createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
    return name === sha ? [] : [path];
  });
}
