import { onlineManager } from "@tanstack/react-query";
import { isJobActive } from "./is-job-active.ts";
import { jobQuery } from "./jobs.ts";
import { queryClient } from "./query-client.ts";
import { type Job, refreshSources } from "./source.ts";

/** Browsers allow six connections to a server over HTTP/1.1, and every other request needs one too. */
const STREAMS_MAX = 2;
const FIRST_DELAY_MS = 500;
const LAST_DELAY_MS = 15_000;

interface Stream {
  watchers: number;
  failures: number;
  events: EventSource | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const streams = new Map<string, Stream>();
const listeners = new Set<() => void>();

/** Whether the changes of a run arrive by themselves; otherwise it has to be asked for. */
export function isStreamed(id: string): boolean {
  return streams.get(id)?.events?.readyState === EventSource.OPEN;
}

/** Tells when `isStreamed` may have changed; call what it returns to be told no more. */
export function onStreamsChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Keeps a run in the query cache as it is, over one stream however many parts of the page watch it, until it is over. A
 * stream that broke is opened again, later each time; one that finds no room waits until another is closed. Call what it
 * returns when the run is watched no more.
 */
export function watchJob(id: string): () => void {
  const stream = streams.get(id) ?? { watchers: 0, failures: 0, events: null, timer: undefined };
  streams.set(id, stream);
  stream.watchers += 1;
  fillUp();
  return () => {
    stream.watchers -= 1;
    // A page that is redrawn watches again at once.
    if (stream.watchers === 0) setTimeout(() => stream.watchers === 0 && end(id, stream));
  };
}

/** Opens as many streams as there is room for, those that are watched longest first. */
function fillUp(): void {
  if (!onlineManager.isOnline()) return;
  let open = [...streams.values()].filter(({ events }) => events !== null).length;
  for (const [id, stream] of streams) {
    if (open >= STREAMS_MAX) return;
    if (stream.events !== null || stream.timer !== undefined) continue;
    connect(id, stream);
    open += 1;
  }
}

function connect(id: string, stream: Stream): void {
  const events = new EventSource(`/v1/jobs/${encodeURIComponent(id)}/events`);
  stream.events = events;
  events.addEventListener("open", tell);
  events.addEventListener("job", ({ data }) => {
    stream.failures = 0;
    const job = JSON.parse(data) as Job;
    queryClient.setQueryData(jobQuery(id).queryKey, job);
    if (isJobActive(job)) return;
    end(id, stream);
    void refreshSources();
  });
  events.addEventListener("error", () => {
    // The browser would try again by itself, every few seconds for ever, whatever it was answered.
    events.close();
    stream.events = null;
    stream.timer = setTimeout(
      () => {
        stream.timer = undefined;
        fillUp();
      },
      Math.min(FIRST_DELAY_MS * 2 ** stream.failures, LAST_DELAY_MS),
    );
    stream.failures += 1;
    tell();
    // Says what it was: the run is over or gone, or the server cannot be reached.
    void queryClient.invalidateQueries({ queryKey: jobQuery(id).queryKey });
    fillUp();
  });
}

function end(id: string, stream: Stream): void {
  clearTimeout(stream.timer);
  stream.events?.close();
  stream.events = null;
  if (streams.get(id) === stream) streams.delete(id);
  tell();
  fillUp();
}

function tell(): void {
  for (const listener of listeners) listener();
}

onlineManager.subscribe((online) => {
  for (const stream of streams.values()) {
    clearTimeout(stream.timer);
    stream.timer = undefined;
    stream.failures = 0;
    // A proxy in between may hold the connection open to a server that is gone.
    stream.events?.close();
    stream.events = null;
  }
  tell();
  if (online) fillUp();
});
