import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeSource, type Fault, type SourceSuite, type SourceWorld } from "@tributary/source-testing";
import { afterAll } from "vitest";
import { gitSource } from "./definition.ts";
import { documentId } from "./references.ts";
import { createGitSource } from "./source.ts";
import { createGitFixture, type GitFixture } from "./testing/git-fixture.ts";

/** A repository, and a git that can be told to misbehave. */
interface GitWorld extends SourceWorld {
  readonly fixture: GitFixture;
  /** Makes every git process of the world's sources run this first; an empty text ends that. */
  misbehave(script: string): Promise<void>;
}

const TOKEN = "remote-token-7d1f93ab52";

const deep = `${`${"deep".repeat(40)}/`.repeat(4)}f.md`;
const idOf = (name: string) => documentId("git:world:file:", name);
const documents = ["a.md", "b.ts", "c/d.txt", "e.json", "latin-\xe9.md", deep];
let template: GitFixture | undefined;

/** The repository every world is a copy of. */
async function createTemplate(): Promise<GitFixture> {
  const fixture = await createGitFixture();
  fixture.git("remote", "add", "origin", `https://user:${TOKEN}@github.com/owner/name.git`);
  fixture.commit({
    files: {
      ...Object.fromEntries(documents.map((name) => [name, `Text of ${name}.`])),
      "image.png": Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
      "yarn.lock": "generated",
      link: { mode: "120000", content: "a.md" },
      "lost.md": "Lost.",
    },
  });
  const lost = fixture.git("rev-parse", "HEAD:lost.md");
  await rm(join(fixture.path, ".git/objects", lost.slice(0, 2), lost.slice(2)));
  return fixture;
}

afterAll(async () => {
  await template?.remove();
});

async function createWorld(): Promise<GitWorld> {
  template ??= await createTemplate();
  const fixture = await template.copy();
  const { path } = fixture;
  const before = join(path, "../before.sh");
  const git = await fixture.script("git", `. "${before}"; exec git "$@"`);
  const misbehave = (script: string) => writeFile(before, script);
  await misbehave("");
  const config = { path, id: "world" };
  const source = () => createGitSource(config, { git, pageSize: 4 });
  return {
    fixture,
    misbehave,
    config,
    source,
    documents: documents.map(idOf),
    skipped: { [idOf("image.png")]: "binary", [idOf("yarn.lock")]: "generated", [idOf("link")]: "symlink" },
    failed: { [idOf("lost.md")]: "invalid-response" },
    secrets: [TOKEN],
    async stalled() {
      await misbehave("exec sleep 1000");
      return source();
    },
    async add() {
      fixture.commit({ files: { "new.md": "New." } });
      return { changed: [idOf("new.md")] };
    },
    async change() {
      fixture.commit({ files: { "b.ts": "Changed." } });
      return { changed: [idOf("b.ts")] };
    },
    async remove() {
      fixture.commit({ files: { "c/d.txt": null } });
      return { removed: [idOf("c/d.txt")] };
    },
    dispose: () => fixture.remove(),
  };
}

const everywhere = ["validate", "pull", "fetch"] as const;

function misbehaving(name: string, script: string): Fault<GitWorld> {
  return {
    name,
    operations: everywhere,
    async provoke({ misbehave }) {
      await misbehave(script);
      return { mend: () => misbehave("") };
    },
  };
}

const suite: SourceSuite<GitWorld> = {
  definition: gitSource,
  create: createWorld,
  deletions: "listed",
  faults: {
    "rate-limited": { impossible: "Nothing on this machine limits how often git may be run." },
    timeout: { impossible: "It waits for git for as long as the host's signal lets it." },
    unavailable: [misbehaving("git is killed", "kill -9 $$")],
    unauthorized: { impossible: "It signs in nowhere." },
    forbidden: [misbehaving("the repository belongs to another user", "export GIT_TEST_ASSUME_DIFFERENT_OWNER=1")],
    "not-found": [
      {
        name: "the repository was moved away",
        operations: everywhere,
        async provoke({ fixture }) {
          await rename(fixture.path, `${fixture.path}-moved`);
          return {};
        },
      },
    ],
    "invalid-config": [
      {
        name: "a tributary.yml that is not valid",
        operations: ["pull"],
        async provoke({ fixture }) {
          fixture.commit({ files: { "tributary.yml": "include: 5" } });
          return {};
        },
      },
      {
        name: "a machine without git",
        operations: everywhere,
        provoke: async ({ fixture }) => ({
          source: () => createGitSource({ path: fixture.path, id: "world" }, { git: "no-such-git" }),
        }),
      },
      {
        name: "the folder is no repository any more",
        operations: everywhere,
        async provoke({ fixture }) {
          await rename(join(fixture.path, ".git"), join(fixture.path, "git"));
          return {};
        },
      },
    ],
    "invalid-response": [
      {
        name: "a tree that is missing",
        operations: ["pull"],
        async provoke({ fixture }) {
          const tree = fixture.git("rev-parse", "HEAD:c");
          await rm(join(fixture.path, ".git/objects", tree.slice(0, 2), tree.slice(2)));
          return {};
        },
      },
      {
        name: "a file's object that is damaged",
        operations: ["fetch"],
        async provoke({ fixture }) {
          const blob = fixture.git("rev-parse", "HEAD:a.md");
          const file = join(fixture.path, ".git/objects", blob.slice(0, 2), blob.slice(2));
          await rm(file);
          await writeFile(file, "no object at all, only text");
          return {};
        },
      },
    ],
    "cursor-expired": [
      {
        name: "a cursor of another version",
        operations: ["pull"],
        provoke: async () => ({ cursor: '{"v":0,"commit":"none"}' }),
      },
    ],
  },
  webhook: { impossible: "A local repository notifies nobody." },
};

describeSource(suite);
