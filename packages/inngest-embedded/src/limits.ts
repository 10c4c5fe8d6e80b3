/** Limits of the hosted service that the engine enforces too, so that a violation shows before production. */
export const limits = {
  /** One step's output or error, in bytes of JSON. */
  stepOutputBytes: 4 * 1024 * 1024,
  /** One step's input (`opts.input`, or an invoke's payload), in bytes of JSON. */
  stepInputBytes: 4 * 1024 * 1024,
  /** Events and results sent along with one call over HTTP, in bytes of JSON; more is fetched by the SDK. */
  requestBytes: 4 * 1024 * 1024,
  /** A whole answer of the SDK, in bytes. */
  responseBytes: 8 * 1024 * 1024,
  /** All step results of one run together, in bytes of JSON. */
  runStateBytes: 32 * 1024 * 1024,
  stepsPerRun: 1000,
  defersPerRun: 20,
  /** One event, in bytes of JSON. */
  eventBytes: 512 * 1024,
  /** The data of a signal, in bytes of JSON: as of an event. */
  signalBytes: 512 * 1024,
  eventsPerRequest: 5000,
  /** How long one call into the SDK may take before it counts as lost, in milliseconds. */
  callMs: 2 * 60 * 60 * 1000,
  /** Longest sleep or wait, in milliseconds. */
  waitMs: 366 * 24 * 60 * 60 * 1000,
  /** Retry-After is held between these, in milliseconds. */
  retryAfterMinMs: 1000,
  retryAfterMaxMs: 24 * 60 * 60 * 1000,
  /** One realtime message, in bytes. */
  realtimeMessageBytes: 512 * 1024,
  /** Metadata of one run with its steps: entries, and bytes of JSON. */
  metadataEntries: 1000,
  metadataBytes: 1024 * 1024,
  triggersPerFunction: 10,
  cancelsPerFunction: 5,
  concurrencyPerFunction: 2,
  retriesPerFunction: 20,
  /** How long an event id or a batch id keeps a function from running again, in milliseconds. */
  idempotencyMs: 24 * 60 * 60 * 1000,
  /** Priority is held between plus and minus this, in seconds. */
  prioritySeconds: 600,
} as const;
