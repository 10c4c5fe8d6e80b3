/** Types of environment variables (EnvironmentVariable in Vercel's schema). */
export type FakeVariableType = "system" | "encrypted" | "plain" | "sensitive";

/** An environment variable, value and all: what a source must never hold. */
export interface FakeVariable {
  readonly key: string;
  readonly value: string;
  readonly type: FakeVariableType;
  readonly target: readonly string[];
  readonly gitBranch?: string;
}

/** A project, with fields as Vercel's schema has them. */
export interface FakeProject {
  readonly id: string;
  readonly name: string;
  readonly framework: string | null;
  readonly nodeVersion: string;
  readonly rootDirectory: string | null;
  readonly installCommand: string | null;
  readonly buildCommand: string | null;
  readonly outputDirectory: string | null;
  readonly paused: boolean;
  readonly link: Readonly<Record<string, unknown>> | null;
  /** Its addresses in production. */
  readonly productionAliases: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** State of a build (readyState of Vercel's schema). */
export type FakeState = "QUEUED" | "INITIALIZING" | "BUILDING" | "BLOCKED" | "READY" | "ERROR" | "CANCELED" | "DELETED";

/** A deployment, with fields as GET /v13/deployments/{} has them. */
export interface FakeDeployment {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly url: string;
  readonly state: FakeState;
  readonly readySubstate: "STAGED" | "ROLLING" | "PROMOTED" | null;
  readonly target: "production" | "staging" | null;
  readonly source: string;
  readonly createdAt: number;
  readonly buildingAt: number | null;
  readonly ready: number | null;
  readonly canceledAt: number | null;
  readonly deleted: number | null;
  readonly aliasAssigned: number | null;
  readonly aliasError: { readonly code: string; readonly message: string } | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly errorStep: string | null;
  readonly checksState: "registered" | "running" | "completed" | null;
  readonly checksConclusion: "succeeded" | "failed" | "skipped" | "canceled" | null;
  readonly creator: { readonly uid: string; readonly username: string; readonly email: string };
  readonly meta: Readonly<Record<string, string>>;
  readonly regions: readonly string[];
}

/** A line of a build log as it is given to a fake. */
export interface FakeLogLine {
  readonly text: string;
  /** `stdout` when absent. */
  readonly type?: "command" | "stdout" | "stderr" | "exit" | "fatal" | "delimiter" | "deployment-state" | "metric";
  readonly level?: "error" | "warning";
  /** Milliseconds since the epoch; now when absent. */
  readonly at?: number;
}

/** A run of a check. */
export interface FakeCheckRun {
  readonly name: string;
  readonly status: "queued" | "running" | "completed";
  readonly conclusion?: "succeeded" | "failed" | "skipped" | "canceled" | "neutral" | "timeout";
  readonly conclusionText?: string;
  readonly externalUrl?: string;
}

/** Everything a fake holds. */
export interface FakeStore {
  readonly projects: Map<string, FakeProject>;
  readonly deployments: Map<string, FakeDeployment>;
  readonly variables: Map<string, FakeVariable[]>;
  readonly logs: Map<string, (FakeLogLine & { readonly at: number })[]>;
  readonly checks: Map<string, FakeCheckRun[]>;
  readonly aliases: Map<string, string[]>;
}
