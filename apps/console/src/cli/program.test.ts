import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tributary } from "../testing/command.ts";
import { temporaryFolder } from "../testing/repository.ts";

describe("the command line", { timeout: 60_000 }, () => {
  it("tells its version and its commands without a data folder", async () => {
    const home = join(temporaryFolder(), "home");
    const version = await tributary(home, ["--version"]);
    expect(version).toMatchObject({ code: 0, stderr: "" });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = await tributary(home, ["--help"]);
    expect(help.code).toBe(0);
    for (const command of ["sync", "search", "serve", "connect", "status", "doctor"])
      expect(help.stdout).toContain(command);
  });
});
