import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGitSource } from "./source.ts";
import { createGitFixture, type GitFixture } from "./testing/git-fixture.ts";
import { listed, pullPages } from "./testing/read-source.ts";

let fixture: GitFixture;

beforeEach(async () => {
  fixture = await createGitFixture();
  fixture.commit({ files: { "a.md": "a" } });
});

afterEach(async () => {
  await fixture.remove();
});

/** A source whose git stops answering in one command; `stalled` resolves with the process's number once it is there. */
async function stallIn(command: string) {
  const pidFile = `${fixture.path}/../stalled`;
  await writeFile(pidFile, "");
  const stall = `*" ${command} "*) echo $$ > ${pidFile}; exec sleep 1000;;`;
  const git = await fixture.script("git-stalling", `case " $* " in ${stall} esac; exec git "$@"`);
  return {
    source: createGitSource({ path: fixture.path }, { git }),
    async stalled() {
      for (;;) {
        const pid = Number(readFileSync(pidFile, "utf8"));
        if (pid > 0) return pid;
        await wait(5);
      }
    },
  };
}

async function untilGone(pid: number): Promise<void> {
  const isThere = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (isThere()) await wait(5);
}

describe("an aborted call rejects with the signal's reason and ends its process", () => {
  it.each(["--is-bare-repository", "--verify", "cat-file", "ls-tree", "log"])("pull, in %s", async (command) => {
    const { source, stalled } = await stallIn(command);
    const controller = new AbortController();
    const pull = source.pull({ mode: "full", cursor: null, signal: controller.signal });
    pull.catch(() => {});
    const pid = await stalled();
    const reason = new Error("Enough.");
    controller.abort(reason);
    await expect(pull).rejects.toBe(reason);
    await untilGone(pid);
    await source.close();
  });

  it.each(["diff-tree", "--batch-check=%(objectsize)"])("an incremental pull, in %s", async (command) => {
    const whole = createGitSource({ path: fixture.path });
    const { cursor } = listed(await pullPages(whole));
    await whole.close();
    fixture.commit({ files: { "a.md": "changed" } });
    const { source, stalled } = await stallIn(command);
    const controller = new AbortController();
    const pull = source.pull({ mode: "incremental", cursor, signal: controller.signal });
    pull.catch(() => {});
    const pid = await stalled();
    const reason = new Error("Enough.");
    controller.abort(reason);
    await expect(pull).rejects.toBe(reason);
    await untilGone(pid);
    await source.close();
  });

  it.each(["cat-file", "config"])("fetch, in %s", async (command) => {
    const whole = createGitSource({ path: fixture.path });
    const { references } = listed(await pullPages(whole));
    await whole.close();
    const { source, stalled } = await stallIn(command);
    const controller = new AbortController();
    const first = source.fetch(references, controller.signal)[Symbol.asyncIterator]().next();
    first.catch(() => {});
    const pid = await stalled();
    const reason = new Error("Enough.");
    controller.abort(reason);
    await expect(first).rejects.toBe(reason);
    await untilGone(pid);
    await source.close();
  });

  it("but not while another call waits for the same", async () => {
    const { source, stalled } = await stallIn("--is-bare-repository");
    const [first, second] = [new AbortController(), new AbortController()];
    const calls = [source.validate(first.signal), source.validate(second.signal)];
    const outcomes = Promise.allSettled(calls);
    const pid = await stalled();
    first.abort(new Error("first"));
    await expect(calls[0]).rejects.toThrow("first");
    expect(process.kill(pid, 0)).toBe(true);
    second.abort(new Error("second"));
    await expect(calls[1]).rejects.toThrow("second");
    await untilGone(pid);
    await outcomes;
    await source.close();
  });

  it("and so does whatever is under way when the source is closed", async () => {
    const { source, stalled } = await stallIn("--is-bare-repository");
    const call = source.validate();
    call.catch(() => {});
    const pid = await stalled();
    await source.close();
    await expect(call).rejects.toMatchObject({ code: "unavailable" });
    await untilGone(pid);
  });
});
