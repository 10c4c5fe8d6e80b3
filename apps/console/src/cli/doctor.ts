import { execFile } from "node:child_process";
import { access, constants, mkdir } from "node:fs/promises";
import { promisify } from "node:util";
import { indexStatusSchema } from "@tributary/validation";
import type { Env } from "../env/env.ts";
import { type Connection, connect } from "./connect.ts";
import { outletFindings } from "./outlet-findings.ts";
import type { Output } from "./output.ts";
import { indexNotice } from "./reindex.ts";

/** One thing that was looked at. */
interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do about it, when not ok. */
  readonly fix?: string;
}

/** Says what is configured, what is missing and how to mend it; true when everything works. */
export async function doctor(env: Env, output: Output): Promise<boolean> {
  const findings = [node(), await git(), await home(env), ...(await stores(env))];
  for (const { name, ok, detail, fix } of findings) {
    output.line(`${ok ? "✓" : "✗"} ${name.padEnd(10)} ${detail}${fix ? `\n  ${fix}` : ""}`);
  }
  const healthy = findings.every(({ ok }) => ok);
  output.object({ healthy, findings });
  return healthy;
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > 22 || (major === 22 && minor >= 18);
  const fix = "Run with Node 22.18 or newer: npx -y -p node@24 -p pnpm@12 pnpm …";
  return { name: "node", ok, detail: process.version, ...(!ok && { fix }) };
}

async function git(): Promise<Finding> {
  try {
    const { stdout } = await promisify(execFile)("git", ["--version"]);
    return { name: "git", ok: true, detail: stdout.trim() };
  } catch {
    return {
      name: "git",
      ok: false,
      detail: "not found",
      fix: "Install git: the git source reads repositories with it.",
    };
  }
}

async function home(env: Env): Promise<Finding> {
  try {
    await mkdir(env.home, { recursive: true, mode: 0o700 });
    await access(env.home, constants.R_OK | constants.W_OK);
    return { name: "data", ok: true, detail: env.home };
  } catch {
    const fix = "Choose a folder you can write to with --home or TRIBUTARY_HOME.";
    return { name: "data", ok: false, detail: `${env.home} cannot be written`, fix };
  }
}

async function stores(env: Env): Promise<Finding[]> {
  const engine =
    env.engine.kind === "embedded"
      ? "embedded (set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY for Inngest)"
      : "Inngest server";
  const database = env.databaseUrl ? "PostgreSQL" : "PGlite in the data folder (set DATABASE_URL for PostgreSQL)";
  const embedder =
    env.embedder.kind === "local"
      ? "local, lexical: finds words and parts of words, not meanings (set TRIBUTARY_EMBEDDER for Cohere or OpenAI)"
      : `${env.embedder.kind}, ${env.embedder.model ?? "its default model"}: texts are sent there`;
  const vectors =
    env.vectors.kind === "pinecone"
      ? `Pinecone, indexes ${env.vectors.index}-*`
      : "LanceDB in the data folder (set PINECONE_API_KEY for Pinecone)";
  const configured: Finding[] = [
    { name: "database", ok: true, detail: database },
    { name: "workflows", ok: true, detail: engine },
    { name: "vectors", ok: true, detail: vectors },
    { name: "embedder", ok: true, detail: embedder },
    ...outletFindings(env.outlets),
    { name: "key", ok: true, detail: keyDetail(env) },
  ];
  try {
    const connection = await connect(env, { command: "tributary doctor", workflows: "nowhere" });
    const { runtime } = connection;
    const durability = runtime?.services.database.durability;
    const index = await indexFinding(connection).finally(() => connection.close());
    if (!durability)
      return [...configured, { name: "console", ok: true, detail: "a server owns the data folder and answers" }, index];
    const detail = durability.durable ? "every commit reaches the disk" : (durability.reason ?? "unknown");
    return [
      ...configured,
      { name: "console", ok: true, detail: "opens" },
      { name: "durability", ok: durability.durable, detail },
      index,
    ];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [...configured, { name: "console", ok: false, detail, fix: "Mend what it says and run doctor again." }];
  }
}

function keyDetail({ secretKeys, secretKeyHasOldName }: Env): string {
  if (!secretKeys) return "in the data folder (set TRIBUTARY_ENCRYPTION_KEY for one of your own)";
  return secretKeyHasOldName
    ? "from TRIBUTARY_SECRET_KEY, the old name: call it TRIBUTARY_ENCRYPTION_KEY"
    : `from TRIBUTARY_ENCRYPTION_KEY${secretKeys.length > 1 ? ", with old ones: `tributary keys rotate`, then take those out" : ""}`;
}

async function indexFinding({ client }: Connection): Promise<Finding> {
  const status = await client.request("GET", "/v1/index", { schema: indexStatusSchema });
  const { model, dimensions } = status.active.description;
  const ok = status.rebuild?.state !== "failed";
  return {
    name: "index",
    ok,
    detail: indexNotice(status) ?? `made with ${model}, ${dimensions} dimensions, as configured`,
  };
}
