import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockDataFolder } from "./data-folder-lock.ts";
import { DataFolderBusyError } from "./errors.ts";
import { startProgram } from "./testing/programs.ts";
import { temporaryFolder } from "./testing/test-databases.ts";

describe("the lock of a data folder", () => {
  const folder = temporaryFolder();

  it("makes a private folder and says who owns it", async () => {
    const home = join(folder, "new/home");
    const lock = await lockDataFolder(home, { command: "tributary sync" });
    expect(statSync(home).mode & 0o777).toBe(0o700);
    for (const file of ["lock.sqlite", "owner.json"]) expect(statSync(join(home, file)).mode & 0o777).toBe(0o600);
    const owner = () => JSON.parse(readFileSync(join(home, "owner.json"), "utf8"));
    expect(owner()).toEqual({ pid: process.pid, command: "tributary sync", since: expect.any(String) });
    await lock.update({ command: "tributary serve", url: "http://127.0.0.1:1" });
    expect(owner()).toMatchObject({ command: "tributary serve", url: "http://127.0.0.1:1" });
    await lock.release();
    await lock.release();
    await lock.update({ command: "too late" });
    expect(existsSync(join(home, "owner.json"))).toBe(false);
    await (await lockDataFolder(home, { command: "again" })).release();
  });

  it("refuses a second owner in the same process", async () => {
    const home = join(folder, "same-process");
    const lock = await lockDataFolder(home, { command: "first" });
    await expect(lockDataFolder(home, { command: "second" })).rejects.toBeInstanceOf(DataFolderBusyError);
    await lock.release();
  });

  it("refuses a second process at once, naming the first, and is free as soon as that is killed", async () => {
    const home = join(folder, "two-processes");
    const holder = startProgram("hold-folder.ts", [home]);
    await holder.prints(1);

    const begun = performance.now();
    const refused = await lockDataFolder(home, { command: "second" }).catch((error: unknown) => error);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(refused).toBeInstanceOf(DataFolderBusyError);
    const pid = holder.process.pid;
    expect(refused).toMatchObject({
      ...{ code: "busy", retryable: true },
      owner: { pid, command: "tributary serve", url: "http://127.0.0.1:4000", since: expect.any(String) },
      message: expect.stringContaining(`process ${pid} (tributary serve, serving http://127.0.0.1:4000)`),
    });

    holder.process.kill("SIGKILL");
    await holder.ended();
    // What the killed process wrote is still there, and means nothing.
    expect(existsSync(join(home, "owner.json"))).toBe(true);
    const lock = await lockDataFolder(home, { command: "second" });
    expect(JSON.parse(readFileSync(join(home, "owner.json"), "utf8"))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  it.each(["not JSON", '{"pid":"1"}', '{"pid":2147483646,"command":"gone","since":"2020-01-01T00:00:00Z"}'])(
    "does not believe an owner file that says %s",
    async (content) => {
      const home = join(folder, `owner-${content.length}`);
      const lock = await lockDataFolder(home, { command: "first" });
      writeFileSync(join(home, "owner.json"), content);
      const refused = lockDataFolder(home, { command: "second" });
      await expect(refused).rejects.toMatchObject({ owner: null, message: expect.stringContaining("another process") });
      await lock.release();
    },
  );

  it("says why a folder cannot be used", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    await expect(lockDataFolder(join(file, "home"), { command: "x" })).rejects.toMatchObject({
      ...{ name: "DatabaseError", code: "refused" },
      message: expect.stringContaining(join(file, "home")),
    });
    const home = join(folder, "occupied");
    mkdirSync(join(home, "lock.sqlite"), { recursive: true });
    await expect(lockDataFolder(home, { command: "x" })).rejects.toMatchObject({ code: "refused" });
  });
});
