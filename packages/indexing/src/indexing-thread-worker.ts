// The other side of createIndexingThread: chunks and embeds what it is sent, one message after the other.
import { parentPort, workerData } from "node:worker_threads";
import { createLocalEmbedder } from "@tributary/embedding";
import { chunkDocuments } from "./chunk-documents.ts";
import type { ThreadAnswer, ThreadEnd, ThreadRequest } from "./indexing-thread.ts";

const embedder = createLocalEmbedder(workerData as { dimensions?: number });

parentPort?.on("message", async (request: ThreadRequest | ThreadEnd) => {
  if (request.type === "end") return parentPort?.close();
  try {
    if (request.type === "chunk") {
      const chunked = await chunkDocuments(request.documents, request.options);
      return answer({ id: request.id, chunked });
    }
    const vectors = await embedder.embed(request.texts, { inputType: request.inputType });
    // One buffer for all: moved to the other thread, not copied.
    const packed = new Float32Array(vectors.length * embedder.dimensions);
    vectors.forEach((vector, index) => {
      packed.set(vector, index * embedder.dimensions);
    });
    answer({ id: request.id, packed }, [packed.buffer]);
  } catch (error) {
    answer({ id: request.id, error: error instanceof Error ? error.message : String(error) });
  }
});

function answer(message: ThreadAnswer, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}
