import { expect } from "vitest";
import { VectorStoreError, type VectorStoreErrorCode } from "../error.ts";

/** Expects a VectorStoreError of this code with a message for a person; `what` names the case when it fails. */
export async function expectError(code: VectorStoreErrorCode, call: Promise<unknown>, what = ""): Promise<void> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error, what).toBeInstanceOf(VectorStoreError);
  if (!(error instanceof VectorStoreError)) return;
  expect(error.code, `${what}: ${error.message}`).toBe(code);
  expect(error.message.length, what).toBeGreaterThan(10);
}
