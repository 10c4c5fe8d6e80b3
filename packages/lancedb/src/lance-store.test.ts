import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeVectorStore } from "@tributary/vector-store/testing";
import { createLanceStore } from "./lance-store.ts";

describeVectorStore("LanceDB", async () => {
  const directory = await mkdtemp(join(tmpdir(), "tributary-lancedb-"));
  return {
    store: createLanceStore({ directory }),
    reopen: async () => createLanceStore({ directory }),
    dispose: () => rm(directory, { recursive: true }),
  };
});
