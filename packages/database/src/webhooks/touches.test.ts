import { expect, it } from "vitest";
import { createScope } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { sourceTouches } from "./touches.ts";

describeDatabases("what was read by name", (database) => {
  it("is listed in parts and forgotten, but for what was read again since", async () => {
    const { workspaceId, sourceId } = await createScope(database());
    const place = { workspaceId, sourceId };
    const long = `files:${"a/".repeat(2_000)}`;
    await sourceTouches.add(database(), { ...place, references: ["files:a", "issues:1", "issues:1", long] });
    const { count, at: until } = await sourceTouches.mark(database(), place);
    expect(count).toBe(3);
    const part = (offset: number) => sourceTouches.list(database(), { ...place, until, offset, limit: 2 });
    expect([...(await part(0)), ...(await part(2))].sort()).toEqual(["files:a", long, "issues:1"].sort());

    await new Promise((resolve) => setTimeout(resolve, 5));
    await sourceTouches.add(database(), { ...place, references: ["issues:1", "issues:2"] });
    expect(await sourceTouches.mark(database(), { ...place, workspaceId: "other" })).toMatchObject({ count: 0 });
    await sourceTouches.forget(database(), { ...place, workspaceId: "other", until });
    await sourceTouches.forget(database(), { ...place, until });
    expect((await sourceTouches.mark(database(), place)).count).toBe(2);
  });
});
