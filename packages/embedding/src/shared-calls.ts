import { setImmediate } from "node:timers";
import type { EmbedderLimits, InputType } from "./contract.ts";
import type { ProviderAnswer } from "./provider-embedder.ts";

/** One call to a provider. */
export type ProviderCall = (
  texts: readonly string[],
  options: { readonly inputType: InputType; readonly signal?: AbortSignal },
) => Promise<ProviderAnswer>;

/** Texts somebody waits for. */
interface Job {
  readonly signal: AbortSignal | undefined;
  readonly vectors: Float32Array[];
  waiting: number;
  tokens: number;
  done: boolean;
  resolve(answer: ProviderAnswer): void;
  reject(error: unknown): void;
}

interface Item {
  readonly job: Job;
  readonly index: number;
  readonly text: string;
  readonly tokens: number;
}

/** Faults of what was sent or came back: the texts of one job may have caused them for all. */
const faultsOfOne = new Set(["invalid-request", "invalid-response"]);

/**
 * The same call, shared: texts of callers at the same time travel together. Of documents, at most `concurrentCalls` calls
 * are under way, and one that is not full is sent only when no other is; queries go at once. A call that somebody's texts spoiled is made again
 * for each caller alone; one that everybody gave up is aborted.
 */
export function shareCalls(call: ProviderCall, limits: EmbedderLimits, count: (text: string) => number): ProviderCall {
  const { maxInputsPerCall, maxTokensPerCall = Number.POSITIVE_INFINITY, concurrentCalls = 1 } = limits;
  const queues: Record<InputType, Item[]> = { document: [], query: [] };
  let underWay = 0;
  let scheduled = false;

  /** The texts of the next call, or none: when `onlyFull`, those that would not fill it stay. */
  function takeBatch(inputType: InputType, onlyFull: boolean): Item[] {
    const queue = queues[inputType].filter(({ job }) => !job.done);
    queues[inputType] = queue;
    let [taken, tokens] = [0, 0];
    while (taken < Math.min(queue.length, maxInputsPerCall)) {
      tokens += queue[taken]?.tokens ?? 0;
      if (taken > 0 && tokens > maxTokensPerCall) break;
      taken += 1;
    }
    if (onlyFull && taken === queue.length && taken < maxInputsPerCall) return [];
    queues[inputType] = queue.slice(taken);
    return queue.slice(0, taken);
  }

  function dispatch(): void {
    scheduled = false;
    while (queues.query.length > 0) void send(takeBatch("query", false), "query");
    while (underWay < concurrentCalls) {
      const batch = takeBatch("document", underWay > 0);
      if (batch.length === 0) return;
      underWay += 1;
      void send(batch, "document").finally(() => {
        underWay -= 1;
        dispatch();
      });
    }
  }

  async function send(items: readonly Item[], inputType: InputType): Promise<void> {
    const jobs = [...new Set(items.map(({ job }) => job))].filter((job) => !job.done);
    if (jobs.length === 0) return;
    const { signal, release } = signalOfAll(jobs);
    const texts = items.map(({ text }) => text);
    try {
      settle(items, await call(texts, { inputType, ...(signal && { signal }) }));
    } catch (error) {
      const shared = jobs.length > 1 && faultsOfOne.has((error as { code?: string } | null)?.code ?? "");
      for (const job of jobs) {
        const own = items.filter((item) => item.job === job);
        if (shared) await send(own, inputType);
        else fail(job, error);
      }
    } finally {
      release();
    }
  }

  return (texts, { inputType, signal }) =>
    new Promise((resolve, reject) => {
      const giveUp = () => fail(job, signal?.reason);
      const end = () => signal?.removeEventListener("abort", giveUp);
      const job: Job = {
        signal,
        vectors: [],
        waiting: texts.length,
        tokens: 0,
        done: false,
        resolve: (answer) => {
          end();
          resolve(answer);
        },
        reject: (error) => {
          end();
          reject(error);
        },
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      const counted = maxTokensPerCall !== Number.POSITIVE_INFINITY;
      queues[inputType].push(...texts.map((text, index) => ({ job, index, text, tokens: counted ? count(text) : 0 })));
      // Others that begin in the same turn come along.
      if (!scheduled) setImmediate(dispatch);
      scheduled = true;
    });
}

function fail(job: Job, error: unknown): void {
  job.done = true;
  job.reject(error);
}

/** Gives each job its vectors, and its part of the tokens by the length of its texts. */
function settle(items: readonly Item[], { vectors, tokens }: ProviderAnswer): void {
  let left = tokens;
  let length = items.reduce((sum, { text }) => sum + text.length, 0);
  for (const [place, { job, index, text }] of items.entries()) {
    const part = length === 0 ? left : Math.round((left * text.length) / length);
    left -= part;
    length -= text.length;
    job.tokens += part;
    job.vectors[index] = vectors[place] as Float32Array;
    job.waiting -= 1;
    if (job.waiting > 0 || job.done) continue;
    job.done = true;
    job.resolve({ vectors: job.vectors, tokens: job.tokens });
  }
}

/** Aborts once every job's signal has; none when some job has no signal. */
function signalOfAll(jobs: readonly Job[]): { readonly signal?: AbortSignal; release(): void } {
  const signals = jobs.flatMap(({ signal }) => (signal === undefined ? [] : [signal]));
  if (signals.length < jobs.length) return { release: () => undefined };
  const controller = new AbortController();
  const check = () => {
    if (signals.every(({ aborted }) => aborted)) controller.abort(signals[0]?.reason);
  };
  for (const signal of signals) signal.addEventListener("abort", check);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of signals) signal.removeEventListener("abort", check);
    },
  };
}
