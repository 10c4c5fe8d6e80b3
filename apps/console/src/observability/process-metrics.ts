import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Registry } from "./registry.ts";

const nanosecondsPerSecond = 1e9;
const microsecondsPerSecond = 1e6;

/** Adds what Node knows of this process. The event loop is watched from the first look on, each time since the last. */
export function addProcessMetrics(registry: Registry): void {
  const one = (value: number) => [{ labels: {}, value }];
  registry.reading("process_resident_memory_bytes", "Memory of the process that is in RAM.", () =>
    one(process.memoryUsage.rss()),
  );
  registry.reading("nodejs_heap_size_used_bytes", "JavaScript heap in use.", () => one(process.memoryUsage().heapUsed));
  registry.reading("nodejs_external_memory_bytes", "Memory of buffers and native objects.", () =>
    one(process.memoryUsage().external),
  );
  registry.reading("process_start_time_seconds", "When the process started, in seconds since the epoch.", () =>
    one(Math.round(Date.now() / 1_000 - process.uptime())),
  );
  const processorSeconds = () => {
    const { user, system } = process.cpuUsage();
    return one((user + system) / microsecondsPerSecond);
  };
  registry.reading("process_cpu_seconds_total", "Processor time spent, with all threads.", processorSeconds, "counter");
  let delay: ReturnType<typeof monitorEventLoopDelay> | undefined;
  registry.reading("nodejs_eventloop_lag_seconds", "How late the event loop was since the last look.", () => {
    if (!delay) {
      delay = monitorEventLoopDelay({ resolution: 20 });
      delay.enable();
    }
    const { mean, max } = delay;
    const lags = { mean: Number.isNaN(mean) ? 0 : mean, p50: delay.percentile(50), p99: delay.percentile(99), max };
    delay.reset();
    return Object.entries(lags).map(([quantile, value]) => ({
      labels: { quantile },
      value: Math.max(0, value) / nanosecondsPerSecond,
    }));
  });
}
