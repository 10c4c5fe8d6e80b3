import { resolve } from "node:path";
import type { OutletSettings } from "../alerting/outlets.ts";
import { contradictions } from "./contradictions.ts";
import {
  type EmbedderSettings,
  type EngineSettings,
  embedderSettings,
  engineSettings,
  outletSettings,
  type ProviderSettings,
  providerAccess,
  type RerankerSettings,
  type TracingSettings,
  tracingSettings,
  type VectorSettings,
  vectorSettings,
} from "./settings.ts";
import { type Variables, variablesSchema } from "./variables.ts";

/** Everything the process was told by its environment, checked. */
export interface Env {
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: Variables["TRIBUTARY_LOG_LEVEL"];
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
  /** Those there is a key for. */
  readonly providers: ProviderSettings;
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

/** Reads and checks the environment; the only place where its settings are read. */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  // An empty variable is how shells and compose files say "unset".
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = variablesSchema.safeParse(given);
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
