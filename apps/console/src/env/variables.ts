import { z } from "zod";

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

/** The environment variables the console knows; their comments are what the guide says of them. */
export const variablesSchema = z.object({
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

/** What the variables say, each for itself. */
export type Variables = z.infer<typeof variablesSchema>;
