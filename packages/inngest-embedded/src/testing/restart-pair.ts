import { join } from "node:path";
import type { Inngest, InngestFunction } from "inngest";
import { onTestFinished } from "vitest";
import { createVirtualClock } from "../virtual-clock.ts";
import { crashCopy, createTestFolder } from "./crash-copy.ts";
import { createTestEngine, type TestEngine, type TestEngineOptions } from "./test-engine.ts";

/** Makes the functions of one life of the process. */
export type MakeFunctions = (client: Inngest.Any) => InngestFunction.Any[];

/** Two lives of a process on one file. */
export interface RestartPair {
  /** Opens the first engine, on a new file. */
  open(make: MakeFunctions): Promise<TestEngine>;
  /** Opens another on what the file holds, as after a kill; `change` may alter the copy before. */
  restart(make: MakeFunctions, change?: (file: string) => void): Promise<TestEngine>;
}

/** Prepares a folder. Each engine has its own clock, so that the one left behind stands still. */
export function createRestartPair(options: TestEngineOptions = {}): RestartPair {
  let clock = createVirtualClock();
  let file = join(createTestFolder(), "engine.db");
  const open = async (make: MakeFunctions): Promise<TestEngine> => {
    // A moment later, so that what the next life makes is younger than all before it.
    clock = createVirtualClock(clock.now() + 1);
    const test = createTestEngine({ ...options, file, clock });
    onTestFinished(() => test.engine.stop({ drainMs: 0 }));
    await test.serve(...make(test.client));
    return test;
  };
  return {
    open,
    restart(make, change) {
      file = crashCopy(file);
      change?.(file);
      return open(make);
    },
  };
}
