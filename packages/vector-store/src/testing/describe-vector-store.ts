import { afterAll, beforeAll, describe } from "vitest";
import type { VectorStore } from "../contract.ts";
import { testBadInput } from "./test-bad-input.ts";
import { testFilters } from "./test-filters.ts";
import { testIds } from "./test-ids.ts";
import { testLifecycle } from "./test-lifecycle.ts";
import { testNamespaces } from "./test-namespaces.ts";
import { testReplacement } from "./test-replacement.ts";
import { testTerms } from "./test-terms.ts";
import { testVectors } from "./test-vectors.ts";
import { testWrites } from "./test-writes.ts";
import { waitAfterWrites } from "./wait-after-writes.ts";

/** A store opened for the suite, sharing nothing with others. */
export interface VectorStoreUnderTest {
  readonly store: VectorStore;
  /** Opens the same data with a new store; absent when the data ends with the store. The old store is closed before. */
  readonly reopen?: () => Promise<VectorStore>;
  /** Waits until earlier writes are visible; absent when they are at once. */
  readonly settle?: () => Promise<void>;
  /** Removes the data; the store is closed before. */
  readonly dispose: () => Promise<void>;
}

/** What a store documents that it promises less of. */
export interface VectorStoreTestOptions {
  /** Whether readers see a replacement whole or not at all; true unless said otherwise. */
  readonly atomicReplacement?: boolean;
}

/** A place for one test: the suite's store and a namespace nobody has used. */
export interface TestPlace {
  readonly store: VectorStore;
  readonly namespace: string;
}

/** What the groups of tests are given. */
export interface TestBench {
  /** Makes a place, with a namespace of so many dimensions (8 unless said otherwise). */
  place(dimensions?: number): Promise<TestPlace>;
  /** Opens a store of the test's own, closed and removed after it. */
  open(): Promise<VectorStoreUnderTest>;
  readonly atomicReplacement: boolean;
}

/** Tests that a store keeps every promise of the contract. Call it from a Vitest test file. */
export function describeVectorStore(
  name: string,
  open: () => Promise<VectorStoreUnderTest>,
  options: VectorStoreTestOptions = {},
): void {
  describe(`${name} keeps the vector store contract`, () => {
    const opened: VectorStoreUnderTest[] = [];
    let shared: VectorStoreUnderTest | undefined;
    let places = 0;

    async function openWaiting(): Promise<VectorStoreUnderTest> {
      const subject = await open();
      opened.push(subject);
      return { ...subject, store: waitAfterWrites(subject.store, subject.settle) };
    }

    const bench: TestBench = {
      atomicReplacement: options.atomicReplacement ?? true,
      open: openWaiting,
      async place(dimensions = 8) {
        if (shared === undefined) throw new Error("place() is for tests, not for describe blocks");
        places += 1;
        const namespace = `conformance-${places}`;
        await shared.store.ensure(namespace, { dimensions });
        return { store: shared.store, namespace };
      },
    };

    beforeAll(async () => {
      shared = await openWaiting();
    });

    afterAll(async () => {
      for (const subject of opened) {
        await subject.store.close();
        await subject.dispose();
      }
    });

    testNamespaces(bench);
    testWrites(bench);
    testIds(bench);
    testReplacement(bench);
    testBadInput(bench);
    testFilters(bench);
    testVectors(bench);
    testTerms(bench);
    testLifecycle(bench);
  });
}
