import { expect, it } from "vitest";
import { describeDatabases } from "./testing/test-databases.ts";
import { workspaces } from "./workspaces.ts";

describeDatabases("workspaces", (database) => {
  it("makes a workspace once and renames it", async () => {
    await workspaces.ensure(database(), { id: "a", name: "A" });
    await workspaces.ensure(database(), { id: "b", name: "B" });
    await workspaces.ensure(database(), { id: "a", name: "A" });
    await workspaces.ensure(database(), { id: "b", name: "Better" });
    expect(await workspaces.list(database())).toEqual([
      { id: "a", name: "A" },
      { id: "b", name: "Better" },
    ]);
  });
});
