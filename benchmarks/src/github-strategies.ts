import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Place, REPOSITORY } from "./github-server.ts";

/** Requests under way at once: half of what GitHub allows, five times what the adapter allows itself. */
const AT_ONCE = 50;

/** Blobs in one query. */
const BLOBS_PER_QUERY = 50;

/** Reads every file of the repository, as programs without the adapter do; what it cannot read it leaves out. */
export type Strategy = (place: Place) => Promise<ReadonlyMap<string, Buffer>>;

interface Entry {
  readonly path: string;
  readonly type: string;
  readonly sha: string;
}

/** The ways to read a repository's files that are common, by name. */
export const strategies: Readonly<Record<string, Strategy>> = {
  "contents one by one": async (place) => {
    const files = new Map<string, Buffer>();
    const paths: string[] = [];
    for (let folders = [""]; folders.length > 0; ) {
      const listed = await each(folders, (folder) => getJson<Entry[]>(place, contents(folder)));
      paths.push(...listed.flat().flatMap(({ type, path }) => (type === "file" ? [path] : [])));
      folders = listed.flat().flatMap(({ type, path }) => (type === "dir" ? [path] : []));
    }
    await each(paths, async (path) => {
      const { content, encoding } = await getJson<{ content: string; encoding: string }>(place, contents(path));
      if (encoding === "base64") files.set(path, Buffer.from(content, "base64"));
    });
    return files;
  },
  "tree, then blobs": async (place) => {
    const read = async ({ path, sha }: Entry) => {
      const { content } = await getJson<{ content: string }>(place, `/repos/${REPOSITORY}/git/blobs/${sha}`);
      return [path, Buffer.from(content, "base64")] as const;
    };
    return new Map(await each(await listTree(place), read));
  },
  "tree, then raw files": async (place) => {
    const read = async ({ path }: Entry) => {
      const response = await get(place, contents(path), "application/vnd.github.raw+json");
      return [path, Buffer.from(await response.arrayBuffer())] as const;
    };
    return new Map(await each(await listTree(place), read));
  },
  "tree, then GraphQL blobs": async (place) => {
    const files = new Map<string, Buffer>();
    const entries = await listTree(place);
    const batches: Entry[][] = [];
    for (let start = 0; start < entries.length; start += BLOBS_PER_QUERY)
      batches.push(entries.slice(start, start + BLOBS_PER_QUERY));
    await each(batches, async (batch) => {
      for (const [path, text] of await queryBlobs(place, batch)) files.set(path, Buffer.from(text));
    });
    return files;
  },
  "archive, unpacked to disk": async (place) => {
    const folder = await mkdtemp(join(tmpdir(), "tributary-bench-archive-"));
    try {
      const { body } = await get(place, `/repos/${REPOSITORY}/tarball/main`, "application/json");
      if (body === null) throw new Error("GitHub sent no archive.");
      const unpacking = spawn("tar", ["-xz", "--strip-components=1", "-C", folder], {
        stdio: ["pipe", "ignore", "inherit"],
      });
      const ended = once(unpacking, "exit");
      await pipeline(body, unpacking.stdin);
      await ended;
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      return new Map(await each(paths, async (path) => [relative(folder, path), await readFile(path)] as const));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function queryBlobs(place: Place, batch: readonly Entry[]): Promise<[string, string][]> {
  const [owner, name] = REPOSITORY.split("/");
  const fields = batch.map(
    ({ path }, index) => `b${index}: object(expression: ${JSON.stringify(`HEAD:${path}`)}) {
    ... on Blob { text isTruncated } }`,
  );
  const query = `{ repository(owner: "${owner}", name: "${name}") { ${fields.join("\n")} } }`;
  const response = await get(place, "/graphql", "application/json", JSON.stringify({ query }));
  type Blob = { readonly text: string | null } | null;
  const answer = (await response.json()) as { data: { repository: Readonly<Record<string, Blob>> } };
  return batch.flatMap(({ path }, index) => {
    const text = answer.data.repository[`b${index}`]?.text;
    return typeof text === "string" ? [[path, text] as [string, string]] : [];
  });
}

async function listTree(place: Place): Promise<readonly Entry[]> {
  const { tree } = await getJson<{ tree: Entry[] }>(place, `/repos/${REPOSITORY}/git/trees/main?recursive=1`);
  return tree.filter(({ type }) => type === "blob");
}

function contents(path: string): string {
  return `/repos/${REPOSITORY}/contents/${path.split("/").map(encodeURIComponent).join("/")}`;
}

async function getJson<Value>(place: Place, path: string): Promise<Value> {
  return (await (await get(place, path, "application/vnd.github+json")).json()) as Value;
}

/** Asks again when a connection that was kept open turns out to be closed, as most clients do. */
export const patientFetch: typeof fetch = async (input, init) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetch(input, init);
    } catch (error) {
      if (attempt > 3 || !(error instanceof TypeError)) throw error;
    }
  }
};

async function get({ url, token }: Place, path: string, accept: string, body?: string): Promise<Response> {
  const headers = { accept, authorization: `Bearer ${token}`, "user-agent": "tributary-bench" };
  const response = await patientFetch(url + path, body === undefined ? { headers } : { method: "POST", headers, body });
  if (!response.ok) throw new Error(`GET ${path} was answered with ${response.status}.`);
  return response;
}

async function each<Item, Value>(items: readonly Item[], run: (item: Item) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) values[index] = await run(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return values;
}
