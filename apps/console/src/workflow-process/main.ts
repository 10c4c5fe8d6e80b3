// The process that runs the workflows beside `tributary serve`, so that a step that computes never holds up an answer.
import { openDatabase } from "@tributary/database";
import { startWithMemorySettings } from "../env/process-settings.ts";
import { createLogger } from "../logger.ts";
import { openTracing } from "../observability/open-tracing.ts";
import { createEmbedders } from "../providers/embedders.ts";
import { createProviderClients } from "../providers/provider-clients.ts";
import { createServices, type Services } from "../services.ts";
import { createEmbeddedWorkflows, type Workflows } from "../workflows.ts";
import {
  createRemoteWarmer,
  type StartSettings,
  type WireRequest,
  type WireResponse,
  type WorkflowProcessCalls,
} from "./calls.ts";
import { type ChannelMessage, createChannel } from "./channel.ts";
import { createRemoteStore } from "./remote-store.ts";

startWithMemorySettings();
process.title = "tributary workflows";
// A terminal's Ctrl-C reaches both processes; the console says when to stop.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
// Without its console there is nothing to write to: what is in progress is redone, as after any crash.
process.on("disconnect", () => process.exit(1));

let workflows: Workflows | undefined;
let services: Services | undefined;
let closers: (() => Promise<void>)[] = [];

const calls: WorkflowProcessCalls = {
  async start(settings) {
    const opened = await open(settings);
    workflows = opened;
  },
  async request(request) {
    if (!workflows?.request) throw new Error("The workflows have not started.");
    return toWire(await workflows.request(request.path, toInit(request)));
  },
  async health() {
    if (!workflows) throw new Error("The workflows have not started.");
    const { process, runs } = await workflows.health();
    return { process, runs };
  },
  async metrics() {
    return services?.telemetry.families() ?? [];
  },
  async budgets() {
    return services?.sources.budgets() ?? [];
  },
  async writeUsage() {
    await services?.telemetry.usage.flush();
  },
  async stop() {
    const closing = closers;
    closers = [];
    while (closing.length > 0) await closing.pop()?.();
  },
};

// A console that is gone is noticed by "disconnect"; without a callback a failed send would be thrown at the process.
const ignoreFailure = () => {};
const channel = createChannel((message) => process.send?.(message, ignoreFailure), { calls: { ...calls } });
process.on("message", (message: ChannelMessage) => channel.receive(message));

async function open({ env, durability, secretKeys }: StartSettings): Promise<Workflows> {
  const logger = createLogger(env.logLevel ?? "warn");
  const database = await openDatabase(
    env.databaseUrl
      ? { kind: "postgres", url: env.databaseUrl }
      : { kind: "shared", connect: () => channel.openStream(), durability },
  );
  closers.push(() => database.close());
  const tracing = await openTracing(env, "workflows");
  closers.push(() => tracing.close());
  const created = createServices({
    database,
    store: createRemoteStore(channel),
    logger,
    secretKeys,
    embedders: await createEmbedders(env, createProviderClients(env.providers)),
    outlets: env.outlets,
    rememberQueries: env.rememberQueries,
    tracing,
    soleWriter: false,
    warmer: createRemoteWarmer(channel),
  });
  closers.push(created.close);
  services = created.services;
  const opened = await createEmbeddedWorkflows(services, { home: env.home, work: true });
  closers.push(() => opened.close());
  return opened;
}

function toInit({ method, headers, body }: WireRequest): RequestInit {
  return { method, headers: { ...headers }, ...(body !== undefined && { body }) };
}

async function toWire(response: Response): Promise<WireResponse> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
