import type { Page } from "playwright-core";

/** The browser's own measure of what somebody waits for after a key or a click. */
export interface InteractionRecord {
  /** Milliseconds from each interaction since the last time to the next frame that shows it, in steps of 8. */
  take(): Promise<number[]>;
}

/** Shorter ones the browser does not tell of (w3.org/TR/event-timing, minimum of durationThreshold). */
export const SHORTEST_MS = 16;

/** Starts to record interactions of a page, from its next navigation on. */
export async function recordInteractions(page: Page): Promise<InteractionRecord> {
  await page.addInitScript((durationThreshold) => {
    const longest = new Map<number, number>();
    Reflect.set(window, "tributaryInteractions", longest);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const id: number = Reflect.get(entry, "interactionId") ?? 0;
        if (id !== 0) longest.set(id, Math.max(longest.get(id) ?? 0, entry.duration));
      }
    }).observe({ type: "event", durationThreshold, buffered: true } as PerformanceObserverInit);
  }, SHORTEST_MS);
  return {
    take: () =>
      page.evaluate(async () => {
        // Entries arrive some time after the frame they are about.
        await new Promise((resolve) => setTimeout(resolve, 300));
        const longest = Reflect.get(window, "tributaryInteractions") as Map<number, number>;
        const taken = [...longest.values()];
        longest.clear();
        return taken;
      }),
  };
}
