import { resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { type Env, readEnv } from "../env/env.ts";
import { UserError } from "../errors.ts";
import { consoleVersion } from "../version.ts";
import { connect } from "./connect.ts";
import { addConnectCommand } from "./connect-command.ts";
import { addDeletionsCommand } from "./deletions.ts";
import { addDisconnectCommand } from "./disconnect.ts";
import { doctor } from "./doctor.ts";
import { errorSentence } from "./error-sentence.ts";
import { addKeyCommands } from "./keys.ts";
import { createOutput } from "./output.ts";
import { addPauseCommands } from "./pause.ts";
import { readGiven } from "./read-given.ts";
import { finishAutomaticRebuild, reindex, reindexAction } from "./reindex.ts";
import { addRelatedCommand } from "./related.ts";
import { addRestoreCommand } from "./restore.ts";
import { addScheduleCommand } from "./schedule.ts";
import { search } from "./search.ts";
import { status } from "./status.ts";
import { gitAt, type SourceRequest, syncSource } from "./sync.ts";
import { addWebhookCommands } from "./webhooks.ts";

const INTERRUPTED = 130;

/** Runs one command line and returns its exit code: 0 only when everything asked for was done. */
export async function runCommandLine(parameters: readonly string[]): Promise<number> {
  let exitCode = 0;
  const interruption = new AbortController();
  const interrupt = () => {
    // The second Ctrl-C is from somebody who does not want to wait: state is safe, work in progress is redone.
    if (interruption.signal.aborted) process.exit(INTERRUPTED);
    interruption.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  const { signal } = interruption;

  const program = new Command("tributary")
    .description("Keeps a team's tools searchable.")
    .version(consoleVersion() ?? "unknown", "--version", "print the version")
    .option("--home <folder>", "data folder (default: TRIBUTARY_HOME or .tributary)")
    .exitOverride()
    .showHelpAfterError("Run `pnpm tributary --help` to see what there is.");

  const environment = (): Env => {
    const env = readEnv();
    const { home } = program.opts<{ home?: string }>();
    return home === undefined ? env : { ...env, home: resolve(env.workingDirectory, home) };
  };

  program
    .command("serve")
    .description("serve the console: dashboard, API, embedded engine")
    .option("--port <n>", "port to listen on; 0 picks a free one", portNumber)
    .action(async ({ port }: { port?: number }) => {
      const env = environment();
      const output = createOutput({ json: false });
      const { serve } = await import("./serve.ts");
      await serve(port === undefined ? env : { ...env, port }, { path: undefined, output, signal });
    });

  program
    .command("start")
    .description("serve the console with a git repository synced first, this one by default")
    .argument("[path]", "a git repository")
    .option("--port <n>", "port to listen on; 0 picks a free one", portNumber)
    .action(async (path: string | undefined, { port }: { port?: number }) => {
      const env = environment();
      const output = createOutput({ json: false });
      const repository = resolve(env.workingDirectory, path ?? ".");
      const { serve } = await import("./serve.ts");
      await serve(port === undefined ? env : { ...env, port }, { path: repository, output, signal });
    });

  program
    .command("sync")
    .description("add a source if it is new, sync it and wait")
    .option("--git <path>", "a git repository on this machine")
    .option("--github <owner/name>", "a GitHub repository; its token is read from GITHUB_TOKEN")
    .option("--source <id>", "a source that is connected, by its id as `tributary status` shows it")
    .option("--token <token>", "a GitHub token, seen by everybody on the machine; kept sealed for later syncs")
    .option("--app-id <id>", "sign in as a GitHub App instead: its id or client id")
    .option("--installation-id <n>", "where the App is installed")
    .option("--private-key-file <path>", "the App's private key, the PEM file GitHub made")
    .option("--base-url <url>", "REST API of a GitHub enterprise server")
    .option("--full", "list everything again instead of what changed")
    .option("--json", "one JSON object a line, the summary last")
    .action(async ({ full = false, json = false, ...place }: SyncOptions) => {
      const env = environment();
      const source = await sourceOf(place, env);
      const output = createOutput({ json });
      const connection = await connect(env, { command: "tributary sync", workflows: "here" });
      try {
        const mode = full ? "full" : "incremental";
        const summary = await syncSource(connection.client, { source, mode, output, signal });
        if (summary.status !== "completed") exitCode = 1;
        await finishAutomaticRebuild(connection.client, { output, signal });
      } finally {
        output.progressDone();
        await connection.close();
      }
    });

  program
    .command("search")
    .description("search over everything that was synced")
    .argument("<query>", "what to look for")
    .option("--limit <n>", "how many results", resultLimit, 10)
    .option("--explain", "how each score came about")
    .option("--related", "up to three documents each result has to do with")
    .option("--json", "one JSON object")
    .action(async (query: string, options: { limit: number; explain?: boolean; related?: boolean; json?: boolean }) => {
      const { limit, explain = false, related = false, json = false } = options;
      const connection = await connect(environment(), { command: "tributary search", workflows: "nowhere" });
      try {
        await search(connection.client, { query, limit, explain, related, output: createOutput({ json }), signal });
      } finally {
        await connection.close();
      }
    });

  program
    .command("reindex")
    .description("make the index anew, beside the one that is searched, after another embedder was configured")
    .option("--preview", "only say what it takes: texts, tokens, cost")
    .option("--switch", "use an index that was held because it finds less")
    .option("--drop", "give up the index that is being built or held")
    .option("--json", "one JSON object a line, the outcome last")
    .action(
      async ({ json = false, ...asked }: { json?: boolean; preview?: boolean; switch?: boolean; drop?: boolean }) => {
        const action = reindexAction(asked);
        const output = createOutput({ json });
        const connection = await connect(environment(), { command: "tributary reindex", workflows: "here" });
        try {
          if (!(await reindex(connection.client, { action, output, signal }))) exitCode = 1;
        } finally {
          output.progressDone();
          await connection.close();
        }
      },
    );

  program
    .command("status")
    .description("what is connected, how much is searchable, how the last sync went")
    .option("--json", "one JSON object")
    .action(async ({ json = false }: { json?: boolean }) => {
      const connection = await connect(environment(), { command: "tributary status", workflows: "nowhere" });
      try {
        await status(connection.client, { output: createOutput({ json }), signal });
      } finally {
        await connection.close();
      }
    });

  program
    .command("doctor")
    .description("what is configured, what is missing, how to mend it")
    .option("--json", "one JSON object")
    .action(async ({ json = false }: { json?: boolean }) => {
      if (!(await doctor(environment(), createOutput({ json })))) exitCode = 1;
    });

  addConnectCommand(program, environment);
  addDisconnectCommand(program, environment);
  addRestoreCommand(program, environment);
  addPauseCommands(program, environment);
  addDeletionsCommand(program, environment, signal);
  addKeyCommands(program, environment);
  addWebhookCommands(program, environment);
  addScheduleCommand(program, environment);
  addRelatedCommand(program, environment, signal);

  // exitOverride is inherited only by commands made after it is set on each of them.
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync(parameters, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (signal.aborted) {
      process.stderr.write("Stopped; running it again goes on from here.\n");
      return INTERRUPTED;
    }
    process.stderr.write(`tributary: ${errorSentence(error)}\n`);
    return 1;
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

interface SyncOptions {
  readonly git?: string;
  readonly github?: string;
  readonly source?: string;
  readonly token?: string;
  readonly appId?: string;
  readonly installationId?: string;
  readonly privateKeyFile?: string;
  readonly baseUrl?: string;
  readonly full?: boolean;
  readonly json?: boolean;
}

async function sourceOf(
  { git, github, source, baseUrl, ...signIn }: SyncOptions,
  env: Env,
): Promise<SourceRequest | string> {
  if ([git, github, source].filter((place) => place !== undefined).length === 1) {
    if (git !== undefined) return gitAt(resolve(env.workingDirectory, git));
    if (source !== undefined) return source;
  }
  if (github === undefined || git !== undefined || source !== undefined) {
    throw new UserError(
      "invalid-request",
      "Say what to sync, one at a time: --git <path>, --github <owner/name> or --source <id>.",
    );
  }
  const credentials = await githubSignIn(signIn, env);
  return {
    kind: "github",
    config: { repository: github, ...(baseUrl !== undefined && { baseUrl }) },
    ...(credentials && { credentials }),
  };
}

/** A GitHub App when one is named, a token otherwise; undefined leaves it to what is held from before. */
async function githubSignIn(
  { token, appId, installationId, privateKeyFile }: SyncOptions,
  env: Env,
): Promise<SourceRequest["credentials"]> {
  if (appId === undefined && installationId === undefined && privateKeyFile === undefined) {
    const given = token ?? env.githubToken;
    return given === undefined ? undefined : { token: given };
  }
  if (appId === undefined || installationId === undefined || privateKeyFile === undefined) {
    throw new UserError(
      "invalid-request",
      "A GitHub App signs in with all three: --app-id, --installation-id and --private-key-file.",
    );
  }
  return { appId, installationId: Number(installationId), privateKey: await readGiven(env, privateKeyFile) };
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return port;
}

function resultLimit(value: string): number {
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new InvalidArgumentError("A limit is a number from 1 to 100.");
  return limit;
}
