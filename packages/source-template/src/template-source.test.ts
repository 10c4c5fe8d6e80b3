import { createHash } from "node:crypto";
import { rename, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Source } from "@tributary/source";
import {
  createHost,
  createTemporaryFolder,
  describeSource,
  type Fault,
  type SourceWorld,
} from "@tributary/source-testing";
import { expect, it } from "vitest";
import type { NoteFiles } from "./note-files.ts";
import { noteFiles } from "./note-files.ts";
import { createTemplateSource, templateSource } from "./template-source.ts";

/** A directory of notes, a clock, and a file system that fails on request. */
interface NotesWorld extends SourceWorld {
  readonly directory: string;
  write(name: string, text: string): Promise<void>;
  /** What every access fails with from now on; null when all is well again. */
  fail(code: string | null): void;
  /** A source of another directory. */
  elsewhere(directory: string): Source;
}

const CREATED = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;

async function createNotesWorld(): Promise<NotesWorld> {
  const folder = await createTemporaryFolder();
  const directory = join(folder.path, "notes");
  let now = CREATED;
  let failure: Error | null = null;
  let stalled = false;

  async function reach<Value>(read: () => Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
    if (stalled) await new Promise((_resolve, reject) => signal?.addEventListener("abort", reject, { once: true }));
    if (failure !== null) throw failure;
    return read();
  }
  const files: NoteFiles = {
    list: (path, signal) => reach(() => noteFiles.list(path, signal), signal),
    read: (path, name, maxBytes, signal) => reach(() => noteFiles.read(path, name, maxBytes, signal), signal),
  };
  const elsewhere = (path: string) =>
    createTemplateSource(templateSource.configSchema.parse({ directory: path, maxNoteBytes: 500 }), {
      credentials: null,
      files,
      now: () => now,
      pageSize: 2,
    });
  const idOf = (name: string) => `${scopeOf(directory)}:note:${name}`;

  async function write(name: string, text: string): Promise<void> {
    const path = join(directory, `${name}.json`);
    await folder.write({ [`notes/${name}.json`]: text });
    // The world's clock, not the machine's: nothing here depends on when the test runs.
    await utimes(path, now / 1_000, now / 1_000);
    now += MINUTE_MS;
  }

  for (const name of ["apples", "bread", "cheese", "dates"]) await write(name, note(name));
  await write("empty", note("empty", { body: " \n" }));
  await write("large", note("large", { body: "x".repeat(1_000) }));
  await write("torn", '{"id": "torn", "tit');
  await folder.write({ "notes/README.md": "No note.", "notes/folder.json/apples.json": note("apples") });

  return {
    directory,
    write,
    elsewhere,
    config: { directory },
    source: () => elsewhere(directory),
    fail(code) {
      failure = code === null ? null : Object.assign(new Error(`${code}: open`), { code, syscall: "open" });
    },
    documents: ["apples", "bread", "cheese", "dates"].map(idOf),
    skipped: { [idOf("empty")]: "empty", [idOf("large")]: "too-large" },
    failed: { [idOf("torn")]: "invalid-response" },
    secrets: [],
    async stalled() {
      stalled = true;
      return elsewhere(directory);
    },
    async add() {
      await write("eggs", note("eggs"));
      return { changed: [idOf("eggs")] };
    },
    async change() {
      await write("bread", note("bread", { body: "Rye." }));
      return { changed: [idOf("bread")] };
    },
    async remove() {
      await rm(join(directory, "cheese.json"));
      return { removed: [idOf("cheese")] };
    },
    dispose: () => folder.remove(),
  };
}

const failing = (code: string, ...operations: Fault["operations"]): Fault<NotesWorld> => ({
  name: `the file system fails with ${code}`,
  operations,
  async provoke({ fail }) {
    fail(code);
    return { mend: async () => fail(null) };
  },
});

describeSource<NotesWorld>({
  definition: templateSource,
  create: createNotesWorld,
  deletions: "absent",
  webhook: { impossible: "A directory calls nobody." },
  faults: {
    "rate-limited": { impossible: "A file system does not count requests." },
    unauthorized: { impossible: "A directory takes no credentials." },
    timeout: [failing("ETIMEDOUT", "validate", "pull", "fetch")],
    unavailable: [failing("EIO", "validate", "pull", "fetch"), failing("EMFILE", "pull", "fetch")],
    forbidden: [failing("EACCES", "validate", "pull", "fetch"), failing("EPERM", "pull")],
    "not-found": [
      {
        name: "the directory is moved away",
        operations: ["validate", "pull", "fetch"],
        async provoke({ directory }) {
          await rename(directory, `${directory}-moved`);
          return {};
        },
      },
    ],
    "invalid-config": [
      {
        name: "the directory is a file",
        operations: ["validate", "pull"],
        provoke: async ({ directory, elsewhere }) => ({ source: () => elsewhere(join(directory, "apples.json")) }),
      },
      {
        name: "the directory gives way to a file",
        operations: ["fetch"],
        async provoke({ directory }) {
          await rename(directory, `${directory}-moved`);
          await rename(`${directory}-moved/apples.json`, directory);
          return {};
        },
      },
    ],
    "invalid-response": [
      {
        name: "a note is torn",
        operations: ["fetch"],
        async provoke({ write }) {
          await write("apples", '{"id":');
          return {};
        },
      },
    ],
    "cursor-expired": [
      {
        name: "a cursor of an older version",
        operations: ["pull"],
        provoke: async () => ({ cursor: '{"page":3}' }),
      },
    ],
  },
});

it("keeps a host up to date, which fetches only what changed", async () => {
  const world = await createNotesWorld();
  const host = createHost();
  try {
    // A sync of this host ends with the first document that fails.
    await rm(join(world.directory, "torn.json"));
    await host.sync(world.source(), "full");
    expect([...host.documents.keys()].sort()).toEqual(world.documents.toSorted());
    const { changed } = await world.change();
    expect((await host.sync(world.source())).stored).toEqual(changed);
    const { removed } = await world.remove();
    expect((await host.sync(world.source(), "full")).deleted).toEqual(removed);
  } finally {
    await world.dispose();
  }
});

function note(id: string, changes: object = {}): string {
  const updatedAt = new Date(CREATED).toISOString();
  return JSON.stringify({ id, title: id, body: `About ${id}.`, author: "Ada", updatedAt, ...changes });
}

function scopeOf(directory: string): string {
  return `template:${createHash("sha256").update(directory).digest("hex").slice(0, 12)}`;
}
