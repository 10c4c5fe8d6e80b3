import type { PullPage, Source } from "@tributary/source";
import type { Document, DocumentReference } from "@tributary/validation";
import { githubSource } from "./definition.ts";
import type { GitHubSourceDeps } from "./deps.ts";
import { createGitHubSource } from "./source.ts";
import { createFakeGitHub, type FakeGitHub, type FakeGitHubOptions, type FakeRepository } from "./testing/index.ts";

/** A fake GitHub with one repository, and sources of it. For this package's own tests. */
export interface Trial extends AsyncDisposable {
  readonly fake: FakeGitHub;
  readonly repository: FakeRepository;
  readonly token: string;
  /** A source; one instance unless asked for with other settings. */
  source(config?: object, deps?: Partial<GitHubSourceDeps>): Source;
  /** The document id of a file. */
  file(path: string): string;
}

/** Starts a fake with the repository `octocat/hello`. */
export async function createTrial(options: FakeGitHubOptions = {}): Promise<Trial> {
  const fake = await createFakeGitHub(options);
  const repository = await fake.createRepository("octocat/hello");
  const token = fake.addToken();
  const opened: Source[] = [];
  return {
    fake,
    repository,
    token,
    source(config = {}, deps = {}) {
      const parsed = githubSource.configSchema.parse({ repository: "octocat/hello", baseUrl: fake.url, ...config });
      const source = createGitHubSource(parsed, { credentials: { token }, now: fake.clock.now, ...deps });
      opened.push(source);
      return source;
    },
    file: (path) => `github:${repository.id}:file:${path}`,
    async [Symbol.asyncDispose]() {
      for (const source of opened) await source.close?.();
      await fake.close();
    },
  };
}

/** Only files: no conversations, no releases. */
export const filesOnly = { issues: false, pullRequests: false, discussions: false, releases: false };

/** So many small files, spread over twenty folders. */
export function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `src/folder${index % 20}/file${index}.ts`,
      `export const x = ${index};\n`,
    ]),
  );
}

/** What a pull to its end lists. */
export interface Pulled {
  readonly pages: readonly PullPage[];
  readonly documents: ReadonlyMap<string, Document>;
  readonly references: ReadonlyMap<string, DocumentReference>;
  readonly deleted: readonly string[];
  readonly cursor: string;
  readonly complete: boolean;
}

/** Pulls to the end. */
export async function pullAll(source: Source, from: string | null = null): Promise<Pulled> {
  const pages: PullPage[] = [];
  let cursor = from;
  for (;;) {
    const page = await source.pull({ mode: from === null ? "full" : "incremental", cursor });
    pages.push(page);
    cursor = page.cursor;
    if (!page.hasMore) break;
  }
  const changes = pages.flatMap((page) => page.changes);
  return {
    pages,
    documents: new Map(
      changes.flatMap((change) => (change.type === "document" ? [[change.document.id, change.document]] : [])),
    ),
    references: new Map(
      changes.flatMap((change) => (change.type === "reference" ? [[change.reference.id, change.reference]] : [])),
    ),
    deleted: changes.flatMap((change) => (change.type === "delete" ? [change.id] : [])),
    cursor,
    complete: pages.at(-1)?.complete === true,
  };
}

/** Fetches everything given by reference, in batches of fifty as a host does. */
export async function fetchAll(
  source: Source,
  references: Iterable<DocumentReference>,
): Promise<Map<string, Document>> {
  const all = [...references];
  const documents = new Map<string, Document>();
  for (let start = 0; start < all.length; start += 50) {
    for await (const result of source.fetch(all.slice(start, start + 50))) {
      if (result.type === "failed") throw result.error;
      if (result.type === "document") documents.set(result.document.id, result.document);
    }
  }
  return documents;
}
