import { type Database, jobs } from "@tributary/database";
import { NonRetriableError } from "inngest";
import type { Logger } from "pino";

/** Milliseconds between two looks at a job while a step of it reads from its source. */
const LOOK_MS = 500;

/** Ends the runs of a sync: its own cancellation, and its source's disconnection. For functions with a job in their input. */
export const cancelWithJob = [
  { event: "source.disconnected", if: "event.data.sourceId == async.data.sourceId" },
  { event: "sync.cancelled", if: "event.data.jobId == async.data.jobId" },
];

/** The job a step works for. */
interface JobKey {
  readonly workspaceId: string;
  readonly jobId: string;
}

/** Stops what a step does for a job once the job is cancelled. */
export interface Cancellations {
  /**
   * Runs what reads and writes nothing here, such as a request to a provider, until the job is cancelled: then the signal
   * aborts and this throws, whether the work heeds it or not. One of a job that nobody recorded runs to its end.
   */
  run<Result>(job: JobKey, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

interface Watch {
  readonly controller: AbortController;
  readonly timer: NodeJS.Timeout;
  users: number;
}

/** Looks at the jobs that steps of this process work for, one question a job however many steps there are. */
export function createCancellations(given: { readonly database: Database; readonly logger: Logger }): Cancellations {
  const { database, logger } = given;
  const watches = new Map<string, Watch>();

  const look = async ({ workspaceId, jobId }: JobKey, controller: AbortController): Promise<void> => {
    try {
      if (await jobs.isCancelled(database, workspaceId, jobId)) controller.abort(cancelled(jobId));
    } catch (error) {
      // The next look finds out; the work itself fails by its own call when the database is gone.
      logger.warn({ error, jobId }, "whether a sync was cancelled could not be read");
    }
  };

  const watch = (job: JobKey): Watch => {
    const kept = watches.get(job.jobId);
    if (kept) return kept;
    const controller = new AbortController();
    const timer = setInterval(() => void look(job, controller), LOOK_MS);
    timer.unref();
    const made = { controller, timer, users: 0 };
    watches.set(job.jobId, made);
    void look(job, controller);
    return made;
  };

  return {
    async run(job, work) {
      const watched = watch(job);
      const { signal } = watched.controller;
      watched.users += 1;
      let stop: (() => void) | undefined;
      try {
        signal.throwIfAborted();
        const aborted = new Promise<never>((_, reject) => {
          stop = () => reject(signal.reason);
          signal.addEventListener("abort", stop, { once: true });
        });
        return await Promise.race([work(signal), aborted]);
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      } finally {
        if (stop) signal.removeEventListener("abort", stop);
        watched.users -= 1;
        if (watched.users === 0) {
          clearInterval(watched.timer);
          if (watches.get(job.jobId) === watched) watches.delete(job.jobId);
        }
      }
    },
  };
}

function cancelled(jobId: string): Error {
  const error = new NonRetriableError(`The sync ${jobId} was cancelled.`);
  error.name = "cancelled";
  return error;
}
