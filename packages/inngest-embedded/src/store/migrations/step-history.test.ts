import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { EMBEDDED_BASE_URL } from "../../driver/sdk-handler.ts";
import { createTestFolder } from "../../testing/crash-copy.ts";
import { createTestEngine } from "../../testing/test-engine.ts";
import { migrations } from "./index.ts";
import { stepHistory } from "./step-history.ts";

it("keeps what a file of the version before holds, and tells of a step what was known", async () => {
  const file = join(createTestFolder(), "engine.db");
  const version = migrations.indexOf(stepHistory);
  const old = new DatabaseSync(file);
  for (const migration of migrations.slice(0, version)) old.exec(migration);
  old.exec(`PRAGMA application_id = ${0x74726265}; PRAGMA user_version = ${version};
    INSERT INTO runs VALUES
      ('run', 'app-old', 'failed', 1, 0, 1, '{}', NULL, NULL, NULL, NULL, 1, 2, 9, NULL, '{"name":"E","message":"m"}', 0, 1);
    INSERT INTO steps VALUES
      ('run', 'one', 'failed', 1, 'StepFailed', 'one', 0, 3, 5, 8, '{"error":{"name":"E","message":"m"}}');`);
  old.close();
  const { engine } = createTestEngine({ file, keepRunsMs: 0 });
  const answer = await engine.fetch(`${EMBEDDED_BASE_URL}/v1/runs/run/trace`);
  const { data } = (await answer.json()) as { data: unknown };
  await engine.stop();
  const at = new Date(8).toISOString();
  const error = { name: "E", message: "m" };
  expect(data).toMatchObject({
    ...{ status: "Failed", event: null, input: null, attempts: [], error },
    steps: [{ id: "one", state: "failed", ended_at: at, error, attempts: [{ attempt: 3, at, error }] }],
  });
});
