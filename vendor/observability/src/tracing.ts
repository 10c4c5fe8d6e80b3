import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, RandomIdGenerator, TracerProvider } from "@opentelemetry/sdk-trace";

/** Values a span is described by. */
export type SpanAttributes = Attributes;

/** What kind of work a span is: answering somebody, asking somebody, or neither. */
export type WorkKind = "server" | "client" | "internal";

/** A span that others belong to: 32 and 16 hexadecimal digits. */
export interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
}

/** A span while its work is going on. */
export interface OpenSpan {
  /** Says what the work turned out to be. */
  describe(attributes: SpanAttributes): void;
  /** Gives it another name, once a better one is known. */
  rename(name: string): void;
  /** Marks it as failed without an error that is thrown. */
  fail(): void;
}

/** What a span says of its work. */
export interface SpanOptions {
  readonly kind?: WorkKind;
  readonly attributes?: SpanAttributes;
  /** The span it belongs to; the one around it unless given. */
  readonly parent?: SpanPlace;
}

/** Sends spans to an OpenTelemetry collector. */
export interface Tracing {
  /** Does work within a span; what it throws is marked by its name alone, as a message may quote contents. */
  run<T>(name: string, options: SpanOptions, work: (span: OpenSpan) => Promise<T>): Promise<T>;
  /** Tells of work that is over, at a place of its own. Times are in milliseconds since the epoch. */
  record(
    name: string,
    span: SpanOptions & {
      readonly place: SpanPlace;
      readonly from: number;
      readonly until: number;
      readonly failed: boolean;
    },
  ): void;
  /** Sends what is waiting. Never rejects: a collector that is away costs its spans, nothing else. */
  flush(): Promise<void>;
  /** Sends what is waiting and stops. */
  close(): Promise<void>;
}

/** Where spans go, and what they say of this process. */
export interface TracingOptions {
  /** Base address of the collector, to which `/v1/traces` is added. */
  readonly endpoint: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** Beside the service's name, what tells this process from others. */
  readonly attributes?: SpanAttributes;
  /** How long the collector may take, in milliseconds; 5,000 unless given. */
  readonly timeoutMs?: number;
}

/** How long sending waits for more, in milliseconds. */
const DELAY_MS = 2_000;
const TIMEOUT_MS = 5_000;

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/** Starts tracing to a collector over OTLP/HTTP with JSON. Nothing is registered globally, and no library is patched. */
export function createTracing(options: TracingOptions): Tracing {
  const { endpoint, headers = {}, serviceName, attributes = {}, timeoutMs = TIMEOUT_MS } = options;
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, "")}/v1/traces`,
    headers: { ...headers },
    timeoutMillis: timeoutMs,
  });
  const processor = new BatchSpanProcessor({
    exporter,
    scheduledDelayMillis: DELAY_MS,
    exportTimeoutMillis: timeoutMs,
  });
  const ids = createIds();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName, ...attributes }),
    spanProcessors: [processor],
    idGenerator: ids,
  });
  const tracer = provider.getTracer("tributary");
  const around = new AsyncLocalStorage<Context>();
  const contextOf = (parent: SpanPlace | undefined): Context =>
    parent
      ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, traceFlags: TraceFlags.SAMPLED, isRemote: true })
      : (around.getStore() ?? ROOT_CONTEXT);
  const flush = () => provider.forceFlush({ timeoutMillis: timeoutMs }).catch(() => {});
  return {
    async run(name, { kind = "internal", attributes: own = {}, parent }, work) {
      const context = contextOf(parent);
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: own }, context);
      const open: OpenSpan = {
        describe: (added) => void span.setAttributes(added),
        rename: (better) => void span.updateName(better),
        fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
      };
      try {
        return await around.run(trace.setSpan(context, span), () => work(open));
      } catch (error) {
        span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    record(name, { kind = "internal", attributes: own = {}, parent, place, from, until, failed }) {
      const span = ids.at(place, () =>
        tracer.startSpan(name, { kind: kinds[kind], attributes: own, startTime: new Date(from) }, contextOf(parent)),
      );
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(new Date(until));
    },
    flush,
    close: () => provider.shutdown().catch(() => {}),
  };
}

/** Random ids, but for spans whose place is known beforehand. */
function createIds() {
  const random = new RandomIdGenerator();
  let place: SpanPlace | undefined;
  return {
    generateTraceId: () => place?.traceId ?? random.generateTraceId(),
    generateSpanId: () => place?.spanId ?? random.generateSpanId(),
    /** Starts one span at a place. */
    at<T>(given: SpanPlace, start: () => T): T {
      place = given;
      try {
        return start();
      } finally {
        place = undefined;
      }
    },
  };
}
