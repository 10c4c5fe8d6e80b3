import { createHash } from "node:crypto";
import type {
  FakeCheckRun,
  FakeDeployment,
  FakeLogLine,
  FakeProject,
  FakeStore,
  FakeVariable,
} from "../state/model.ts";

/** The team as the fake shows it. */
export interface ShownTeam {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
}

/** A project as lists and GET /v9/projects/{} have it: with its environment variables and deploy hooks, secrets among them. */
export function renderProject(store: FakeStore, team: ShownTeam, project: FakeProject, hookUrl: string): object {
  const { productionAliases, link, ...rest } = project;
  return {
    accountId: team.id,
    ...rest,
    live: false,
    link: link && { ...link, deployHooks: [{ id: "hook", name: "Deploy", ref: "main", url: hookUrl }] },
    env: (store.variables.get(project.id) ?? []).map((variable) => renderVariable(variable, false)),
    targets: { production: { alias: productionAliases } },
  };
}

/** An environment variable. What is encrypted shows as something else unless it is asked to be decrypted. */
export function renderVariable({ key, value, type, target, gitBranch }: FakeVariable, decrypt: boolean): object {
  const isShown = type === "plain" || type === "system" || (decrypt && type === "encrypted");
  const cipher = `eyJ2IjoidjIi${createHash("sha512").update(value).digest("base64url")}`;
  return {
    id: `env_${key.toLowerCase()}`,
    key,
    value: isShown ? value : type === "sensitive" ? "" : cipher,
    decrypted: isShown,
    type,
    target,
    ...(gitBranch !== undefined && { gitBranch }),
    configurationId: null,
    createdAt: 1,
    updatedAt: 1,
  };
}

/** A deployment in a list. */
export function renderListed(deployment: FakeDeployment, team: ShownTeam): object {
  const { id, state, createdAt, aliasAssigned } = deployment;
  return {
    ...shared(deployment, team),
    uid: id,
    created: createdAt,
    state,
    aliasAssigned,
    isRollbackCandidate: state === "READY",
  };
}

/** A deployment by itself. */
export function renderDeployment(store: FakeStore, deployment: FakeDeployment, team: ShownTeam): object {
  const { id, state, aliasAssigned, errorCode, errorMessage, errorStep, regions, meta, canceledAt } = deployment;
  const names = (store.variables.get(deployment.projectId) ?? []).map(({ key }) => key);
  return {
    ...shared(deployment, team),
    id,
    status: state,
    ownerId: team.id,
    team: { id: team.id, name: team.name, slug: team.slug },
    project: { id: deployment.projectId, name: store.projects.get(deployment.projectId)?.name },
    // A list says when, this says whether.
    aliasAssigned: aliasAssigned !== null,
    alias: store.aliases.get(id) ?? [],
    ...(canceledAt !== null && { canceledAt }),
    ...(errorCode !== null && { errorCode }),
    ...(errorMessage !== null && { errorMessage }),
    ...(errorStep !== null && { errorStep }),
    env: names,
    build: { env: names },
    regions,
    gitSource: meta.githubPrId === undefined ? null : { type: "github", prId: Number(meta.githubPrId) },
    public: false,
    version: 2,
  };
}

function shared(deployment: FakeDeployment, team: ShownTeam): object {
  const { id, state, createdAt, buildingAt, ready, deleted, readySubstate, checksState, checksConclusion } = deployment;
  return {
    name: deployment.name,
    projectId: deployment.projectId,
    url: deployment.url,
    type: "LAMBDAS",
    source: deployment.source,
    readyState: state,
    createdAt,
    target: deployment.target,
    creator: deployment.creator,
    meta: deployment.meta,
    aliasError: deployment.aliasError,
    inspectorUrl: `https://vercel.com/${team.slug}/${deployment.name}/${id.slice(4)}`,
    ...(buildingAt !== null && { buildingAt }),
    ...(ready !== null && { ready }),
    ...(deleted !== null && { deleted }),
    ...(readySubstate !== null && { readySubstate }),
    ...(checksState !== null && { checksState }),
    ...(checksConclusion !== null && { checksConclusion }),
  };
}

/** A line of a log: every other one in each of the two forms Vercel's schema has. */
export function renderEvent(
  { text, type = "stdout", level, at }: FakeLogLine & { readonly at: number },
  index: number,
  deploymentId: string,
): object {
  const inner = {
    deploymentId,
    id: `${at}${index}`,
    date: at,
    text,
    serial: `${index}`,
    info: { type: "build", name: "bld" },
  };
  const isFlat = index % 2 === 0 || level !== undefined;
  return isFlat ? { type, created: at, ...inner, ...(level && { level }) } : { type, created: at, payload: inner };
}

/** A run of a check. */
export function renderRun(run: FakeCheckRun, index: number, deployment: FakeDeployment, team: ShownTeam): object {
  return {
    id: `run_${index}`,
    checkId: `check_${index}`,
    ownerId: team.id,
    deploymentId: deployment.id,
    projectId: deployment.projectId,
    timeout: 300_000,
    createdAt: deployment.createdAt,
    updatedAt: deployment.createdAt,
    source: { kind: "webhook" },
    ...run,
  };
}
