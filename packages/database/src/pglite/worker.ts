import { parentPort, workerData } from "node:worker_threads";
import { createHousekeeping } from "./housekeeping.ts";
import type { EngineReply, EngineRequest, EngineSettings } from "./messages.ts";
import { proveDurable } from "./prove-durable.ts";
import { startSession } from "./session.ts";

const port = parentPort;
if (!port) throw new Error("This module runs as a worker thread only.");

const reply = (message: EngineReply, transfer: readonly ArrayBuffer[] = []) => port.postMessage(message, [...transfer]);

/** Lines of PostgreSQL's log that say why it ended; statements, which hold data, are never kept. */
const log: string[] = [];
const keepLog = (line: string) => {
  const [, words] = /\b(?:FATAL|PANIC): +(.*)/.exec(line) ?? [];
  if (words !== undefined) log.push(words);
};

function end(error: unknown): void {
  reply({ type: "fatal", message: error instanceof Error ? error.message : String(error), log: log.join(" ") });
  port?.close();
}

let turn: Promise<void> = Promise.resolve();
/** Runs one piece of work after the other; what throws ends the engine. */
const inTurn = (work: () => Promise<void>): Promise<void> => {
  turn = turn.then(work).catch((error: unknown) => {
    end(error);
    // Nothing may touch the engine any more.
    return new Promise<void>(() => {});
  });
  return turn;
};

void inTurn(async () => {
  const { directory } = workerData as EngineSettings;
  const session = await startSession(directory, keepLog);
  const proof = await proveDurable(session);
  const housekeeping = createHousekeeping({ session, exclusive: inTurn });

  port.on("message", (request: EngineRequest) => {
    void inTurn(async () => {
      if (request.type === "close") {
        await housekeeping.stop();
        await session.close();
        reply({ type: "closed" });
        port.close();
        return;
      }
      const bytes = await session.exchange(request.bytes);
      const answer = new Uint8Array(bytes);
      // Looked at before the buffer is handed over.
      const end = answer.slice(-6);
      reply({ type: "bytes", bytes: answer }, [answer.buffer]);
      await housekeeping.after(end);
    });
  });
  reply({ type: "ready", ...proof });
});
