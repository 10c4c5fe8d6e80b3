import * as nodeModule from "node:module";
import { resolve } from "node:path";
import * as v8 from "node:v8";
import { z } from "zod";
import type { OutletSettings } from "./alerting/outlets.ts";

const optional = z.string().trim().min(1).optional();
const port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a port number")
  .transform(Number)
  .refine((value) => value <= 65_535, "must be at most 65535");

/** Where accounts of Datadog live; its client is loaded only where it is used. */
const DATADOG_SITES = [
  ...(["datadoghq.com", "us3.datadoghq.com", "us5.datadoghq.com", "datadoghq.eu"] as const),
  ...(["ap1.datadoghq.com", "ap2.datadoghq.com", "ddog-gov.com", "us2.ddog-gov.com"] as const),
] as const;

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

/** A name or an address, without a port. */
const hostName = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/;

const sealingKeys = z
  .string()
  .transform((text) => text.split(",").map((part) => Buffer.from(part.trim(), "base64")))
  .refine((keys) => keys.every(({ length }) => length === 32), "must be 32 bytes in base64: openssl rand -base64 32")
  .optional();

const schema = z.object({
  /** Folder of everything the embedded stores keep. */
  TRIBUTARY_HOME: z.string().trim().min(1).default(".tributary"),
  /** Address the server listens on; anything but loopback exposes it to the network. */
  TRIBUTARY_HOST: z.string().trim().min(1).default("127.0.0.1"),
  /** Port the server listens on; 0 picks a free one. */
  TRIBUTARY_PORT: port.default(3210),
  /** Unset: warnings and errors of a server, nothing of the other commands, which print their outcome themselves. */
  TRIBUTARY_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).optional(),
  /** A running Tributary server the command line talks to instead of opening the data folder. */
  TRIBUTARY_URL: z.url().optional(),
  /** API key for that server. */
  TRIBUTARY_API_KEY: optional,
  /** PostgreSQL connection string; unset means PGlite in the data folder. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://")
    .optional(),
  /** Which embedder; never chosen by a key alone, which may be there for something else: the others send texts away. */
  TRIBUTARY_EMBEDDER: z.enum(["local", "cohere", "openai"]).default("local"),
  /** The embedder's model; its own choice unless given. */
  TRIBUTARY_EMBEDDING_MODEL: optional,
  /** Length of its vectors; the model's own unless given. */
  TRIBUTARY_EMBEDDING_DIMENSIONS: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, "must be a whole number")
    .transform(Number)
    .optional(),
  /** Which reranker puts what a search found into a better order; `cohere` sends queries and texts away. */
  TRIBUTARY_RERANKER: z.enum(["none", "cohere"]).default("none"),
  /** The reranker's model; its own choice unless given. */
  TRIBUTARY_RERANK_MODEL: optional,
  /** Key for Cohere; used only where Cohere is chosen, or an index was made with it. */
  COHERE_API_KEY: optional,
  /** Address of Cohere's API, where it is not the public one. */
  COHERE_BASE_URL: z.url().optional(),
  /** Key for OpenAI; used only where OpenAI is chosen, or an index was made with it. */
  OPENAI_API_KEY: optional,
  /** Address of OpenAI's API, or of one that speaks as it does. */
  OPENAI_BASE_URL: z.url().optional(),
  /** Key of a Pinecone project; unset means LanceDB in the data folder. */
  PINECONE_API_KEY: optional,
  /** What the names of its indexes start with. */
  PINECONE_INDEX: z
    .string()
    .regex(/^[a-z0-9-]{1,37}$/, "must be at most 37 lower-case letters, digits and hyphens")
    .default("tributary"),
  /** Address of Pinecone's control plane, where it is not the public one. */
  PINECONE_CONTROLLER_HOST: z.url().optional(),
  /**
   * Seals the credentials of sources: 32 bytes in base64. Several, separated by commas: the first seals, the others open
   * what they sealed. Unset means a key in the data folder.
   */
  TRIBUTARY_ENCRYPTION_KEY: sealingKeys,
  /** The old name of TRIBUTARY_ENCRYPTION_KEY. */
  TRIBUTARY_SECRET_KEY: sealingKeys,
  /** Token for `tributary sync --github`; a token on a command line is seen by everybody on the machine. */
  GITHUB_TOKEN: optional,
  /** Credentials for `tributary connect`, as JSON. */
  TRIBUTARY_CREDENTIALS: optional,
  /** Sends events to Inngest Cloud or a self-hosted server; unset means the embedded engine. */
  INNGEST_EVENT_KEY: optional,
  /** Signs what passes between Inngest and the console, in both directions; self-hosted servers want hexadecimal. */
  INNGEST_SIGNING_KEY: optional,
  /** Address of a self-hosted Inngest server. */
  INNGEST_BASE_URL: z.url().optional(),
  /** `1` or the address of an Inngest dev server. */
  INNGEST_DEV: optional,
  /**
   * Host names, separated by commas, that the console answers to beside its own and that of TRIBUTARY_PUBLIC_URL. Unset: any
   * when it listens beyond loopback, no others when it does not, so that no web page reaches it under a name of its own.
   */
  TRIBUTARY_ALLOWED_HOSTS: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim().toLowerCase()))
    .refine((names) => names.every((name) => hostName.test(name)), "must be names such as tributary.example.com")
    .optional(),
  /** `on`: a reverse proxy in front is believed what it says in X-Forwarded-Proto and X-Forwarded-For. */
  TRIBUTARY_TRUST_PROXY: z.enum(["on", "off"]).default("off"),
  /** Token that may read `GET /metrics` from other machines, and nothing else. */
  TRIBUTARY_METRICS_TOKEN: z.string().trim().min(16, "must have at least 16 characters").optional(),
  /** Address of an OpenTelemetry collector that takes traces over OTLP/HTTP; unset means nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Headers for it: `name=value`, several separated by commas. */
  OTEL_EXPORTER_OTLP_HEADERS: optional,
  /** Name under which the collector shows this console. */
  OTEL_SERVICE_NAME: z.string().trim().min(1).default("tributary"),
  /** `off`: queries are not remembered. Unset: how often each was searched for is kept for 30 days, to answer the frequent ones ahead of time. */
  TRIBUTARY_QUERY_LOG: z.enum(["on", "off"]).default("on"),
  /** Address people reach the console at, for links in notifications: `https://tributary.example.com`. */
  TRIBUTARY_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Mail server for notifications: `smtp://user:password@host:587` or `smtps://user:password@host:465`. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must start with smtp:// or smtps://" }).optional(),
  /** Who notifications are from: `Tributary <tributary@example.com>`. */
  SMTP_FROM: optional,
  /** Origins beside https://hooks.slack.com that Slack webhooks may be at, separated by commas: a proxy's, for instance. */
  SLACK_WEBHOOK_ORIGINS: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .refine((parts) => parts.every(isOrigin), "must be origins such as https://proxy.example.com")
    .optional(),
  /** API key of Datadog, for alerts as events; unset means none are sent. */
  DATADOG_API_KEY: optional,
  /** Where the Datadog account lives. */
  DATADOG_SITE: z.enum(DATADOG_SITES).default("datadoghq.com"),
  /** Address of Datadog's API, where it is not the site's. */
  DATADOG_BASE_URL: z.url().optional(),
  /** Integration key (Events API v2) of a PagerDuty service, for critical alerts; unset means nobody is paged. */
  PAGERDUTY_ROUTING_KEY: z.string().trim().length(32, "must be an integration key of 32 characters").optional(),
  /** Address of PagerDuty's events, where it is not https://events.pagerduty.com: https://events.eu.pagerduty.com. */
  PAGERDUTY_BASE_URL: z.url().optional(),
  /** Set by pnpm: where the person stood when they typed the command. */
  INIT_CWD: optional,
});

/** What is wrong with settings that are fine each for itself. */
function contradictions(given: Readonly<Record<string, string | undefined>>): string[] {
  const { INNGEST_EVENT_KEY: event, INNGEST_SIGNING_KEY: signing, INNGEST_BASE_URL: base, INNGEST_DEV: dev } = given;
  const problems: string[] = [];
  if (!dev && Boolean(event) !== Boolean(signing)) {
    problems.push(
      `${event ? "INNGEST_SIGNING_KEY" : "INNGEST_EVENT_KEY"}: is needed when the other Inngest key is set`,
    );
  }
  if (Boolean(given.SMTP_URL) !== Boolean(given.SMTP_FROM)) {
    problems.push(`${given.SMTP_URL ? "SMTP_FROM" : "SMTP_URL"}: is needed when the other of the two is set`);
  }
  if (given.TRIBUTARY_SECRET_KEY && given.TRIBUTARY_ENCRYPTION_KEY) {
    problems.push(
      "TRIBUTARY_SECRET_KEY: is the old name of TRIBUTARY_ENCRYPTION_KEY, which is set too: unset this one",
    );
  }
  const { TRIBUTARY_EMBEDDER: embedder } = given;
  if ((embedder === "cohere" && !given.COHERE_API_KEY) || (embedder === "openai" && !given.OPENAI_API_KEY)) {
    problems.push(`${embedder.toUpperCase()}_API_KEY: is needed when TRIBUTARY_EMBEDDER is ${embedder}`);
  }
  if (given.TRIBUTARY_RERANKER === "cohere" && !given.COHERE_API_KEY) {
    problems.push("COHERE_API_KEY: is needed when TRIBUTARY_RERANKER is cohere");
  }
  if (base && !dev && !event && !signing) {
    problems.push(
      "INNGEST_BASE_URL: needs INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY, or INNGEST_DEV=1 for a dev server",
    );
  }
  return problems;
}

/** Which engine runs the workflows. */
export type EngineSettings =
  | { readonly kind: "embedded" }
  | {
      readonly kind: "server";
      readonly eventKey: string | undefined;
      readonly signingKey: string | undefined;
      readonly baseUrl: string | undefined;
      readonly isDev: boolean;
    };

/** What makes texts into vectors; model and dimensions are the embedder's own unless given. */
export interface EmbedderSettings {
  readonly kind: "local" | EmbeddingProvider;
  readonly model: string | undefined;
  readonly dimensions: number | undefined;
}

/** Who embeds texts elsewhere. */
export type EmbeddingProvider = "cohere" | "openai";

/** How to reach a provider. */
export interface ProviderAccess {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
}

/** What puts the results of a search into a better order. */
export type RerankerSettings =
  | { readonly kind: "none" }
  | { readonly kind: "cohere"; readonly model: string | undefined };

/** Where traces go, and how. */
export interface TracingSettings {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
}

/** Where the vectors are kept. */
export type VectorSettings =
  | { readonly kind: "lancedb" }
  | {
      readonly kind: "pinecone";
      readonly apiKey: string;
      readonly index: string;
      readonly controlUrl: string | undefined;
    };

/** Everything the process was told by its environment, checked. */
export interface Env {
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: z.infer<typeof schema>["TRIBUTARY_LOG_LEVEL"];
  /** A running server to talk to instead of opening the data folder. */
  readonly remote: { readonly url: string; readonly apiKey: string | undefined } | undefined;
  readonly databaseUrl: string | undefined;
  /** Keys that seal credentials, the first for new ones; undefined means one in the data folder. */
  readonly secretKeys: readonly Uint8Array[] | undefined;
  /** Whether they were given under the name they had before. */
  readonly secretKeyHasOldName: boolean;
  readonly githubToken: string | undefined;
  /** How a source that is connected signs in, as JSON. */
  readonly credentials: string | undefined;
  readonly embedder: EmbedderSettings;
  /** Those there is a key for; they are used for the embedder above, and for an index that was made with them. */
  readonly providers: Readonly<Partial<Record<EmbeddingProvider, ProviderAccess>>>;
  readonly reranker: RerankerSettings;
  readonly vectors: VectorSettings;
  readonly engine: EngineSettings;
  /** Names the console answers to beside its own; undefined where nobody said. */
  readonly allowedHosts: readonly string[] | undefined;
  /** Whether a reverse proxy is believed what it says of who asks, and how. */
  readonly trustsProxy: boolean;
  /** What reads the metrics from other machines, beside the keys of the console. */
  readonly metricsToken: string | undefined;
  /** Where traces go. */
  readonly tracing: TracingSettings | undefined;
  /** Whether it is kept how often each query was searched for. */
  readonly rememberQueries: boolean;
  /** Where people and other systems are told of things. */
  readonly outlets: OutletSettings;
  /** Folder that relative paths on the command line start from. */
  readonly workingDirectory: string;
}

/** Thrown with every problem of the environment at once, one a line. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Keeps LanceDB's native library from printing its warnings about index training to standard error. It reads its setting
 * when it is loaded, so this comes before everything that imports it.
 */
export function quietNativeLogs(): void {
  process.env.LANCEDB_LOG ??= "error";
}

/**
 * Keeps glibc from holding on to memory that native threads have freed: a third less resident memory while LanceDB
 * works. Read when a process starts; other systems ignore it.
 */
const releaseFreedMemory = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_MMAP_THRESHOLD_: "131072",
  MALLOC_TRIM_THRESHOLD_: "131072",
};

/** Keeps V8's young generation, of which every thread has one, from growing to several times what a sync needs. */
const smallYoungGeneration = "--max-semi-space-size=8";

/**
 * How much the heap may grow, in percent of what is alive, before it is collected again; V8 would let it grow to four
 * times that. Costs 4 % of the time of a sync and saves 100 MB. V8 looks at it in every collection and, unlike Node,
 * passes over what a later version may not know.
 */
const heapGrowth = "--heap-growing-percent=100";

/**
 * Replaces this process by one with the memory settings above, which cannot be changed in one that runs; where the
 * system cannot do that (Windows), or somebody has set them, it goes on as it is. Costs 30 ms.
 */
export function startWithMemorySettings(): void {
  v8.setFlagsFromString(heapGrowth);
  if (process.execve === undefined || process.platform === "win32" || process.env.MALLOC_ARENA_MAX) return;
  const command = [process.execPath, ...process.execArgv, smallYoungGeneration, ...process.argv.slice(1)];
  process.execve(process.execPath, command, { ...process.env, ...releaseFreedMemory });
}

/** How to start the workflow process: with the settings of `startWithMemorySettings`, and without compiling its modules anew. */
export function workflowProcessSettings(): { readonly execArgv: string[]; readonly env: NodeJS.ProcessEnv } {
  const compileCache = nodeModule.getCompileCacheDir();
  return {
    execArgv: [...process.execArgv.filter((option) => option !== smallYoungGeneration), smallYoungGeneration],
    env: { ...releaseFreedMemory, ...(compileCache && { NODE_COMPILE_CACHE: compileCache }), ...process.env },
  };
}

/** What a tool of the checkout is started with: where programs are, and none of the console's settings. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env;
  return {
    NODE_ENV: "production",
    ...(PATH && { PATH }),
    ...(HOME && { HOME }),
    ...(TMPDIR && { TMPDIR }),
    ...(SystemRoot && { SystemRoot }),
  };
}

/** Reads and checks the environment; the only place that does. */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  // An empty variable is how shells and compose files say "unset".
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  const issues = parsed.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
  const problems = [...issues, ...contradictions(given)].map((problem) => `  ${problem}`);
  if (!parsed.success || problems.length > 0) {
    throw new EnvError(`The environment has settings that cannot be used:\n${problems.join("\n")}`);
  }
  const values = parsed.data;
  const workingDirectory = values.INIT_CWD ?? process.cwd();
  return {
    home: resolve(workingDirectory, values.TRIBUTARY_HOME),
    host: values.TRIBUTARY_HOST,
    port: values.TRIBUTARY_PORT,
    logLevel: values.TRIBUTARY_LOG_LEVEL,
    remote: values.TRIBUTARY_URL ? { url: values.TRIBUTARY_URL, apiKey: values.TRIBUTARY_API_KEY } : undefined,
    databaseUrl: values.DATABASE_URL,
    secretKeys: values.TRIBUTARY_ENCRYPTION_KEY ?? values.TRIBUTARY_SECRET_KEY,
    secretKeyHasOldName: values.TRIBUTARY_ENCRYPTION_KEY === undefined && values.TRIBUTARY_SECRET_KEY !== undefined,
    githubToken: values.GITHUB_TOKEN,
    credentials: values.TRIBUTARY_CREDENTIALS,
    embedder: embedderSettings(values),
    providers: providerAccess(values),
    reranker:
      values.TRIBUTARY_RERANKER === "none"
        ? { kind: "none" }
        : { kind: values.TRIBUTARY_RERANKER, model: values.TRIBUTARY_RERANK_MODEL },
    vectors: vectorSettings(values),
    engine: engineSettings(values),
    allowedHosts: values.TRIBUTARY_ALLOWED_HOSTS,
    trustsProxy: values.TRIBUTARY_TRUST_PROXY === "on",
    metricsToken: values.TRIBUTARY_METRICS_TOKEN,
    rememberQueries: values.TRIBUTARY_QUERY_LOG === "on",
    tracing: tracingSettings(values),
    outlets: outletSettings(values),
    workingDirectory,
  };
}

function outletSettings(values: z.infer<typeof schema>): OutletSettings {
  const { SMTP_URL: url, SMTP_FROM: from, DATADOG_API_KEY: apiKey, PAGERDUTY_ROUTING_KEY: routingKey } = values;
  return {
    publicUrl: values.TRIBUTARY_PUBLIC_URL,
    smtp: url && from ? { url, from } : undefined,
    slackOrigins: values.SLACK_WEBHOOK_ORIGINS ?? [],
    datadog: apiKey ? { apiKey, site: values.DATADOG_SITE, baseUrl: values.DATADOG_BASE_URL } : undefined,
    pagerDuty: routingKey ? { routingKey, baseUrl: values.PAGERDUTY_BASE_URL } : undefined,
  };
}

function embedderSettings(values: z.infer<typeof schema>): EmbedderSettings {
  const { TRIBUTARY_EMBEDDING_MODEL: model, TRIBUTARY_EMBEDDING_DIMENSIONS: dimensions } = values;
  return { kind: values.TRIBUTARY_EMBEDDER, model, dimensions };
}

function providerAccess(values: z.infer<typeof schema>): Env["providers"] {
  const { COHERE_API_KEY: cohere, OPENAI_API_KEY: openai } = values;
  return {
    ...(cohere && { cohere: { apiKey: cohere, baseUrl: values.COHERE_BASE_URL } }),
    ...(openai && { openai: { apiKey: openai, baseUrl: values.OPENAI_BASE_URL } }),
  };
}

function tracingSettings(values: z.infer<typeof schema>): TracingSettings | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: given = "" } = values;
  if (endpoint === undefined) return undefined;
  const headers = given.split(",").flatMap((pair) => {
    const [, name = "", value = ""] = /^\s*([^=\s]+)\s*=(.*)$/.exec(pair) ?? [];
    return name === "" ? [] : [[name.toLowerCase(), decodeIfPossible(value.trim())]];
  });
  return { endpoint, headers: Object.fromEntries(headers), serviceName: values.OTEL_SERVICE_NAME };
}

/** The specification has header values percent-encoded; many write them as they are. */
function decodeIfPossible(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function vectorSettings(values: z.infer<typeof schema>): VectorSettings {
  const { PINECONE_API_KEY: apiKey, PINECONE_INDEX: index, PINECONE_CONTROLLER_HOST: controlUrl } = values;
  return apiKey ? { kind: "pinecone", apiKey, index, controlUrl } : { kind: "lancedb" };
}

function engineSettings(values: z.infer<typeof schema>): EngineSettings {
  const { INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey, INNGEST_DEV: dev } = values;
  const isDev = dev !== undefined && dev !== "0" && dev !== "false";
  if (!eventKey && !isDev) return { kind: "embedded" };
  const baseUrl = values.INNGEST_BASE_URL ?? (dev && URL.canParse(dev) ? dev : undefined);
  return { kind: "server", eventKey, signingKey, baseUrl, isDev };
}
