import { onlineManager } from "@tanstack/react-query";
import { isJobActive } from "./is-job-active.ts";
import { jobQuery } from "./jobs.ts";
import { queryClient } from "./query-client.ts";
import { type Job, refreshSources } from "./source.ts";
import { takeStreamPlace } from "./stream-places.ts";

const FIRST_DELAY_MS = 500;
const LAST_DELAY_MS = 15_000;

interface Stream {
  watchers: number;
  failures: number;
  /** Whether it is asking for a place. */
  asking: boolean;
  events: EventSource | null;
  leavePlace: (() => void) | null;
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
 * stream that broke is opened again, later each time; one that finds no place tries again now and then, and none is open
 * while nobody sees the page. Call what it returns when the run is watched no more.
 */
export function watchJob(id: string): () => void {
  const stream = streams.get(id) ?? {
    ...{ watchers: 0, failures: 0, asking: false },
    ...{ events: null, leavePlace: null, timer: undefined },
  };
  streams.set(id, stream);
  stream.watchers += 1;
  fillUp();
  return () => {
    stream.watchers -= 1;
    // A page that is redrawn watches again at once.
    if (stream.watchers === 0) setTimeout(() => stream.watchers === 0 && end(id, stream));
  };
}

/** Opens the streams there are places for, those that are watched longest first. */
function fillUp(): void {
  if (!mayStream()) return;
  for (const [id, stream] of streams) {
    if (stream.events === null && stream.timer === undefined && !stream.asking) void connect(id, stream);
  }
}

function mayStream(): boolean {
  return onlineManager.isOnline() && !document.hidden;
}

async function connect(id: string, stream: Stream): Promise<void> {
  stream.asking = true;
  const leavePlace = await takeStreamPlace();
  stream.asking = false;
  if (!leavePlace) return openLater(stream, LAST_DELAY_MS);
  if (streams.get(id) !== stream || !mayStream()) return leavePlace();
  stream.leavePlace = leavePlace;
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
    close(stream);
    openLater(stream, Math.min(FIRST_DELAY_MS * 2 ** stream.failures, LAST_DELAY_MS));
    stream.failures += 1;
    tell();
    // Says what it was: the run is over or gone, or the server cannot be reached.
    void queryClient.invalidateQueries({ queryKey: jobQuery(id).queryKey });
    fillUp();
  });
}

function openLater(stream: Stream, delayMs: number): void {
  stream.timer = setTimeout(() => {
    stream.timer = undefined;
    fillUp();
  }, delayMs);
}

function end(id: string, stream: Stream): void {
  close(stream);
  if (streams.get(id) === stream) streams.delete(id);
  tell();
  fillUp();
}

function close(stream: Stream): void {
  clearTimeout(stream.timer);
  stream.timer = undefined;
  stream.events?.close();
  stream.events = null;
  stream.leavePlace?.();
  stream.leavePlace = null;
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** Begins anew: a proxy in between may hold a connection open to a server that is gone. */
function reopen(): void {
  for (const stream of streams.values()) {
    close(stream);
    stream.failures = 0;
  }
  tell();
  fillUp();
}

onlineManager.subscribe(reopen);
document.addEventListener("visibilitychange", reopen);
