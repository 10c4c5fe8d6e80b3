import { pullAll } from "@tributary/source-testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLinearWorld, type LinearWorld } from "../world/linear-world.ts";
import { parseHints } from "./hints.ts";

let world: LinearWorld;
let cursor: string;
beforeEach(async () => {
  world = await createLinearWorld();
  ({ cursor } = await pullAll(world.source(), "full", null));
  world.clock.now += 600_000;
});
afterEach(() => world.dispose());

const pull = (...references: readonly string[]) =>
  world.source().pull({ mode: "incremental", cursor, changes: { references } });

describe("hints of webhooks", () => {
  it("are looked up, and leave the cursor where it is", async () => {
    const { ids, idOf } = world;
    const page = await pull(`issue:${ids.second}`, `document:${ids.document}`, `issue:${ids.second}`);
    const listed = page.changes.map((change) => (change.type === "reference" ? change.reference.id : change.type));
    expect(listed).toEqual([idOf("issue", "second"), idOf("document", "document")]);
    expect(page).toMatchObject({ cursor, hasMore: false });
    expect(page).not.toHaveProperty("complete");
  });

  it("delete what is in the bin, and what a delivery says was removed and Linear does not have", async () => {
    const { fake, ids, idOf } = world;
    fake.trash("Issue", ids.third ?? "");
    fake.remove("Issue", ids.second ?? "");
    const page = await pull(`issue:${ids.third}`, `removed:issue:${ids.second}`);
    expect(page.changes).toEqual([
      { type: "delete", id: idOf("issue", "third") },
      { type: "delete", id: idOf("issue", "second") },
    ]);
  });

  it("delete nothing on the word of a delivery alone", async () => {
    const { fake, ids, idOf } = world;
    const still = await pull(`removed:issue:${ids.first}`);
    expect(still.changes).toMatchObject([{ type: "reference", reference: { id: idOf("issue", "first") } }]);
    fake.remove("Issue", ids.second ?? "");
    expect((await pull(`issue:${ids.second}`)).changes).toEqual([]);
  });

  it("give way to an ordinary pull when they are too many, unknown, or ask for it", async () => {
    const { fake, ids, idOf } = world;
    fake.update("Issue", ids.second ?? "", { title: "Edited" });
    for (const references of [
      ["everything"],
      ["cycle:1"],
      ["issue:../x"],
      Array.from({ length: 300 }, (_, index) => `issue:${index}`),
    ]) {
      const page = await pull(...references);
      expect(page.changes).toMatchObject([{ reference: { id: idOf("issue", "second") } }]);
      expect(page.cursor).not.toBe(cursor);
    }
    expect(parseHints([])).toEqual([]);
  });

  it("do not stand in for a first pull", async () => {
    const { ids } = world;
    const page = await world.with({ pageSize: 250 }).pull({
      mode: "incremental",
      cursor: null,
      changes: { references: [`issue:${ids.first}`] },
    });
    expect(page.complete).toBe(true);
    expect(page.changes.length).toBe(world.documents.length + 1);
  });
});
