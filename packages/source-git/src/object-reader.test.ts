import { existsSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GitFailure } from "./git-command.ts";
import { createObjectReader, type ObjectReader } from "./object-reader.ts";
import { createGitFixture, type GitFixture } from "./testing/git-fixture.ts";

let fixture: GitFixture;
const readers: ObjectReader[] = [];

beforeEach(async () => {
  fixture = await createGitFixture();
  fixture.commit({ files: { a: "content of a", b: "content of b", empty: "" } });
});

afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
  await fixture.remove();
});

async function open(options: { program?: string; idleMilliseconds?: number } = {}) {
  const log = `${fixture.path}/../starts`;
  const body = options.program ?? 'exec git "$@"';
  const program = await fixture.script("git-logged", `echo $$ >> ${log}; ${body}`);
  const git = { program, location: [`--git-dir=${fixture.path}/.git`], folder: fixture.path };
  const reader = createObjectReader(git, options.idleMilliseconds);
  readers.push(reader);
  const starts = () => (existsSync(log) ? readFileSync(log, "utf8") : "");
  return { reader, started: () => starts().split("\n").filter(Boolean).map(Number) };
}

/** Whether a process of that number is there; one that has ended but was not yet taken note of counts. */
function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5);
}

describe("an object reader", () => {
  it("answers any number of requests with one process, in any mixture", async () => {
    const { reader, started } = await open();
    const names = [
      "HEAD:a",
      "HEAD:nothing",
      "HEAD:b",
      "HEAD:empty",
      "HEAD",
      "0000000000000000000000000000000000000000",
    ];
    const objects = await Promise.all([...names, ...names].map((name) => reader.read(name)));
    expect(objects.slice(0, 6)).toEqual(objects.slice(6));
    expect(objects[0]).toMatchObject({ type: "blob", content: Buffer.from("content of a") });
    expect(objects.map((object) => object?.type ?? null).slice(0, 6)).toEqual([
      "blob",
      null,
      "blob",
      "blob",
      "commit",
      null,
    ]);
    expect(started()).toHaveLength(1);
  });

  it("ends its process when idle, and starts another when needed", async () => {
    const { reader, started } = await open({ idleMilliseconds: 20 });
    await reader.read("HEAD:a");
    await until(() => !isAlive(started()[0]));
    expect((await reader.read("HEAD:b"))?.content.toString()).toBe("content of b");
    expect(started()).toHaveLength(2);
  });

  it("goes on behind a request that ends git", async () => {
    const program =
      'while read -r name; do if [ "$name" = bad ]; then echo "fatal: bad object" >&2; exit 128; fi; echo "$name" | git "$@"; done';
    const { reader, started } = await open({ program });
    const results = await Promise.allSettled(
      ["HEAD:a", "bad", "HEAD:b", "bad", "HEAD:empty"].map((name) => reader.read(name)),
    );
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(results[1]).toMatchObject({ reason: expect.any(GitFailure) });
    expect(results[1]).toMatchObject({ reason: { complaint: "bad object" } });
    expect(started()).toHaveLength(3);
  });

  it("gives up on git after three starts without an answer", async () => {
    const { reader, started } = await open({ program: 'read -r name; echo "fatal: no" >&2; exit 128' });
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => reader.read(`HEAD:${index}`)));
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    expect(started()).toHaveLength(3);
  });

  it("lets go of an aborted request at once, and of the process when nobody else waits", async () => {
    const { reader, started } = await open({ program: "exec sleep 1000" });
    const [first, second] = [new AbortController(), new AbortController()];
    const reads = [reader.read("HEAD:a", first.signal), reader.read("HEAD:b", second.signal)];
    const outcomes = Promise.allSettled(reads);
    await until(() => started().length === 1);
    first.abort(new Error("first"));
    await expect(reads[0]).rejects.toThrow("first");
    expect(isAlive(started()[0])).toBe(true);
    second.abort(new Error("second"));
    await expect(reads[1]).rejects.toThrow("second");
    await until(() => !isAlive(started()[0]));
    await outcomes;
    await expect(reader.read("HEAD:a", AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
    expect(started()).toHaveLength(1);
  });

  it("keeps answers and requests together when one between them is aborted", async () => {
    const { reader } = await open();
    const controller = new AbortController();
    const reads = [reader.read("HEAD:a"), reader.read("HEAD:empty", controller.signal), reader.read("HEAD:b")];
    const outcomes = Promise.allSettled(reads);
    controller.abort(new Error("aborted"));
    expect((await reads[2])?.content.toString()).toBe("content of b");
    expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("rejects what waits when it is closed, and ends its process", async () => {
    const { reader, started } = await open({ program: "exec sleep 1000" });
    const read = reader.read("HEAD:a");
    read.catch(() => {});
    await until(() => started().length === 1);
    await reader.close();
    await expect(read).rejects.toThrow("closed");
    expect(isAlive(started()[0])).toBe(false);
  });
});
