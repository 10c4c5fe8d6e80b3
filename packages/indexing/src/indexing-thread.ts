import { Worker } from "node:worker_threads";
import type { ChunkOptions } from "@tributary/chunking";
import { createLocalEmbedder, type Embedder, type InputType } from "@tributary/embedding";
import type { ChunkableDocument, ChunkedDocument } from "./chunk-documents.ts";

/** What is asked of the thread. */
export type ThreadRequest = { readonly id: number } & (
  | {
      readonly type: "chunk";
      readonly documents: readonly ChunkableDocument[];
      readonly options: Omit<ChunkOptions, "kind" | "path">;
    }
  | { readonly type: "embed"; readonly texts: readonly string[]; readonly inputType: InputType }
);

/** Tells the thread that nothing more will be asked of it: it ends by itself. */
export interface ThreadEnd {
  readonly type: "end";
}

/** What it answers. */
export type ThreadAnswer = { readonly id: number } & (
  | { readonly chunked: ChunkedDocument[] }
  | { readonly packed: Float32Array<ArrayBuffer> }
  | { readonly error: string }
);

/** Chunking and the local embedder on a thread of their own, so that indexing never blocks the event loop. */
export interface IndexingThread {
  /** As `chunkDocuments`, elsewhere. */
  chunkDocuments(
    documents: readonly ChunkableDocument[],
    options: Omit<ChunkOptions, "kind" | "path">,
  ): Promise<ChunkedDocument[]>;
  /** The local embedder; the same vectors as `createLocalEmbedder`. */
  readonly embedder: Embedder;
  /** Ends the thread; what was asked and not yet answered fails. The next request starts a new one. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: ThreadAnswer): void;
  reject(error: Error): void;
}

// The file that runs is this one's neighbour, compiled or not.
const workerFile = new URL(
  import.meta.url.endsWith(".ts") ? "./indexing-thread-worker.ts" : "./indexing-thread-worker.js",
  import.meta.url,
);

// Left to itself, V8 lets the young generation of a thread that only passes texts through grow to 150 MB.
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

/** How long a thread without work is kept, in milliseconds: starting one takes 0.2 s, keeping one some 60 MB. */
const IDLE_MS = 1_000;

/** How long a thread that was told to end may take, in milliseconds, before it is stopped in the middle of its work. */
const END_MS = 1_000;

/**
 * Starts the thread at the first request, ends it when there was none for a second, and starts it again when it is needed
 * or should it ever die; requests in flight then fail and can be retried.
 */
export function createIndexingThread(
  options: { readonly dimensions?: number; readonly idleMs?: number } = {},
): IndexingThread {
  const { idleMs = IDLE_MS } = options;
  const local = createLocalEmbedder(options);
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let ending: Promise<void> | undefined;
  let next = 0;
  let idle: NodeJS.Timeout | undefined;

  const end = async () => {
    clearTimeout(idle);
    if (worker) {
      ending = endThread(worker).then(() => {
        ending = undefined;
      });
    }
    fail(new Error("The indexing thread was closed."));
    await ending;
  };
  const fail = (error: Error) => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(workerFile, { workerData: options, resourceLimits });
    // An idle thread does not keep a process alive that has nothing else to do.
    started.unref();
    started.on("message", (answer: ThreadAnswer) => {
      const entry = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) {
        started.unref();
        idle = setTimeout(end, idleMs).unref();
      }
      if ("error" in answer) entry?.reject(new Error(answer.error));
      else entry?.resolve(answer);
    });
    const failStarted = (error: Error) => {
      if (worker === started) fail(error);
    };
    started.on("error", (error) => failStarted(error instanceof Error ? error : new Error(String(error))));
    started.on("exit", (code) => failStarted(new Error(`The indexing thread ended with ${code}.`)));
    return started;
  };
  const ask = async (request: ThreadRequest): Promise<ThreadAnswer> => {
    // Node may die of one thread that starts while another ends: nodejs/node#56312.
    if (ending) await ending;
    return new Promise((resolve, reject) => {
      clearTimeout(idle);
      worker ??= start();
      waiting.set(request.id, { resolve, reject });
      worker.ref();
      worker.postMessage(request);
    });
  };

  return {
    async chunkDocuments(documents, chunking) {
      const plain = documents.map(({ id, title, path, format, content }) => ({ id, title, path, format, content }));
      const answer = await ask({ id: next++, type: "chunk", documents: plain, options: chunking });
      return "chunked" in answer ? answer.chunked : [];
    },
    embedder: {
      ...local,
      async embed(texts, { inputType, signal }) {
        signal?.throwIfAborted();
        const answer = await ask({ id: next++, type: "embed", texts, inputType });
        signal?.throwIfAborted();
        if (!("packed" in answer)) return [];
        const { packed } = answer;
        return texts.map((_, index) => packed.subarray(index * local.dimensions, (index + 1) * local.dimensions));
      },
    },
    close: end,
  };
}

/** Lets a thread end by itself; one that does not in time is stopped. */
function endThread(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => void worker.terminate(), END_MS);
    worker.on("exit", () => {
      clearTimeout(late);
      resolve();
    });
    // It may be waited for by a process that has nothing else to do.
    worker.ref();
    worker.postMessage({ type: "end" } satisfies ThreadEnd);
  });
}
