import { clean, facts, isoTime, line, paragraphs, section, urlOf } from "@tributary/source/text";
import type { Document } from "@tributary/validation";
import type { CheckRun, Deployment, LogEvent } from "../api/schemas.ts";
import { linesOf } from "../logs/lines.ts";
import { type ReducedLog, reduceLog } from "../logs/reduce.ts";
import { type Commit, commitOf } from "./commit.ts";
import { block, durationOf } from "./text.ts";
import { isEnded } from "./version.ts";

/** What a document is made of beside what every document has. */
export type Rendered = Omit<Document, "id" | "source" | "type" | "version">;

/** What is asked for beside a deployment itself; undefined when it was not, or could not be had. */
export interface DeploymentParts {
  readonly events?: readonly LogEvent[] | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly checks?: readonly CheckRun[] | undefined;
  /** What could not be had, in words. */
  readonly missing: readonly string[];
}

/** Makes the document of a deployment. */
export function renderDeployment(deployment: Deployment, parts: DeploymentParts): Rendered {
  const commit = commitOf(deployment);
  const state = line(deployment.readyState).toLowerCase();
  const failed = deployment.readyState === "ERROR";
  const project = line(deployment.project?.name ?? deployment.name);
  const target = line(deployment.customEnvironment?.slug ?? deployment.target ?? "preview");
  const subject = line(commit.message?.split("\n")[0]);
  const log = parts.events && reduceLog(linesOf(parts.events), failed);
  const times = timesOf(deployment);
  const aliases = (parts.aliases ?? []).map(line);
  const url = urlOf(deployment.inspectorUrl) ?? urlOf(deployment.url == null ? "" : `https://${deployment.url}`);
  const createdAt = isoTime(deployment.createdAt);
  const updatedAt = isoTime(deployment.ready ?? deployment.canceledAt ?? deployment.createdAt);
  const author = commit.author ?? line(deployment.creator?.username);
  const missing = [...parts.missing, ...(log?.missing ?? [])];
  return {
    title: `${project} ${target}: ${subject || commit.branch || line(deployment.url) || deployment.id}`,
    content: paragraphs(
      factsOf({ deployment, commit, project, target, state, times }),
      section("Commit message", commit.message !== undefined && commit.message !== subject ? commit.message : ""),
      section("Error", errorOf(deployment, log)),
      section("Warnings", block(log?.warnings ?? [])),
      section("Build steps", block(log?.steps ?? [])),
      section("Checks", (parts.checks ?? []).map(checkLine).join("\n")),
      section("Addresses assigned", aliases.map((alias) => `- ${alias}`).join("\n")),
    ),
    format: "markdown",
    state,
    labels: [target],
    ...(url !== undefined && { url }),
    ...(commit.repository !== undefined && { repository: commit.repository }),
    ...(author !== "" && { author: { name: author } }),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    metadata: {
      project,
      ...(deployment.projectId != null && { projectId: line(deployment.projectId) }),
      target,
      ...(deployment.url != null && { host: line(deployment.url) }),
      ...(commit.sha !== undefined && { commit: commit.sha }),
      ...(commit.url !== undefined && { commitUrl: commit.url }),
      ...(commit.branch !== undefined && { branch: commit.branch }),
      ...(commit.pullRequest !== undefined && { pullRequest: commit.pullRequest }),
      ...(commit.pullRequestUrl !== undefined && { pullRequestUrl: commit.pullRequestUrl }),
      ...(deployment.errorCode != null && { errorCode: line(deployment.errorCode) }),
      ...(deployment.checksConclusion != null && { checks: line(deployment.checksConclusion) }),
      ...(aliases.length > 0 && { aliases }),
      ...times,
    },
    ...(missing.length > 0 && { missing }),
  };
}

/** Milliseconds in the queue and building; each only when it is over. */
function timesOf({ createdAt, buildingAt, ready, readyState }: Deployment) {
  const queued = buildingAt == null ? -1 : buildingAt - createdAt;
  const built = buildingAt == null || ready == null || !isEnded(readyState) ? -1 : ready - buildingAt;
  return { ...(queued >= 0 && { queueMilliseconds: queued }), ...(built >= 0 && { buildMilliseconds: built }) };
}

function factsOf(given: {
  readonly deployment: Deployment;
  readonly commit: Commit;
  readonly project: string;
  readonly target: string;
  readonly state: string;
  readonly times: ReturnType<typeof timesOf>;
}): string {
  const { deployment, commit, project, target, state, times } = given;
  const substate = line(deployment.readySubstate).toLowerCase();
  const names = [...new Set([...(deployment.env ?? []), ...(deployment.build?.env ?? [])])].map(line).sort();
  return facts({
    Project: project,
    State: substate === "" ? state : `${state} (${substate})`,
    Target: target,
    Branch: commit.branch,
    Commit: commit.url ?? commit.sha,
    "Commit author": commit.author,
    "Pull request": commit.pullRequestUrl ?? commit.pullRequest,
    Repository: commit.repository,
    "Deployed by": deployment.creator?.username,
    Through: deployment.source,
    Address: deployment.url == null ? undefined : `https://${deployment.url}`,
    Created: isoTime(deployment.createdAt),
    Ended: isEnded(deployment.readyState) ? isoTime(deployment.ready ?? deployment.canceledAt) : undefined,
    "Build time": times.buildMilliseconds === undefined ? undefined : durationOf(times.buildMilliseconds),
    Regions: (deployment.regions ?? []).join(", "),
    Checks: deployment.checksConclusion ?? deployment.checksState,
    "Environment variables": names.join(", "),
  });
}

function errorOf({ errorCode, errorMessage, errorStep, aliasError }: Deployment, log: ReducedLog | undefined): string {
  return paragraphs(
    facts({
      Code: errorCode,
      Step: errorStep,
      "Address code": aliasError?.code,
      "Address problem": aliasError?.message,
    }),
    clean(errorMessage),
    block(log?.error ?? []),
  );
}

function checkLine({ name, status, conclusion, conclusionText, externalUrl }: CheckRun): string {
  const url = urlOf(externalUrl);
  const text = line(conclusionText);
  return `- ${line(name)}: ${line(conclusion ?? status)}${text === "" ? "" : `, ${text}`}${url === undefined ? "" : ` (<${url}>)`}`;
}
