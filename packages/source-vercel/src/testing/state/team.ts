import type {
  FakeCheckRun,
  FakeDeployment,
  FakeLogLine,
  FakeProject,
  FakeState,
  FakeStore,
  FakeVariable,
} from "./model.ts";

/** Fields of something new: those left out are made up. */
export type FakeFields<Thing> = Partial<Thing>;

/** What people and builds do to a team. */
export interface FakeTeam {
  createProject(fields?: FakeFields<FakeProject>): FakeProject;
  updateProject(id: string, fields: FakeFields<FakeProject>): void;
  /** Removes it with its deployments. */
  removeProject(id: string): void;
  /** Adds an environment variable, or replaces the one of the same name. Leaves `updatedAt` as it is. */
  setVariable(projectId: string, variable: FakeVariable): void;
  removeVariable(projectId: string, key: string): void;
  /** Adds a deployment, in the queue unless told otherwise. */
  createDeployment(projectId: string, fields?: FakeFields<FakeDeployment>): FakeDeployment;
  updateDeployment(id: string, fields: FakeFields<FakeDeployment>): void;
  /** Moves a deployment on to another state, with the times that belong to it; READY assigns its address. */
  setState(id: string, state: FakeState, fields?: FakeFields<FakeDeployment>): void;
  removeDeployment(id: string): void;
  /** Writes lines to a build log. */
  log(deploymentId: string, ...lines: readonly (string | FakeLogLine)[]): void;
  addCheck(deploymentId: string, run: FakeCheckRun): void;
  assignAlias(deploymentId: string, alias: string): void;
}

/** What happened, for webhooks. */
export type FakeEvent =
  | { readonly type: `deployment.${string}`; readonly deployment: FakeDeployment }
  | { readonly type: `project.${string}`; readonly project: FakeProject };

/** An empty store. */
export function createStore(): FakeStore {
  return {
    projects: new Map(),
    deployments: new Map(),
    variables: new Map(),
    logs: new Map(),
    checks: new Map(),
    aliases: new Map(),
  };
}

const EVENT_OF_STATE: Readonly<Partial<Record<FakeState, readonly string[]>>> = {
  READY: ["ready", "succeeded"],
  ERROR: ["error"],
  CANCELED: ["canceled"],
};

/** Makes the operations on a store. */
export function createTeam(store: FakeStore, now: () => number, tell: (event: FakeEvent) => void): FakeTeam {
  let made = 0;
  const nextId = (prefix: string) => {
    made += 1;
    return `${prefix}_${String(made).padStart(8, "0")}fake`;
  };
  const find = <Thing>(things: ReadonlyMap<string, Thing>, id: string): Thing => {
    const thing = things.get(id);
    if (thing === undefined) throw new Error(`The fake holds no ${id}.`);
    return thing;
  };
  const changeDeployment = (id: string, fields: FakeFields<FakeDeployment>) => {
    const changed = { ...find(store.deployments, id), ...fields };
    store.deployments.set(id, changed);
    return changed;
  };
  const assignAlias = (deploymentId: string, alias: string) => {
    find(store.deployments, deploymentId);
    const others = store.aliases.get(deploymentId) ?? [];
    store.aliases.set(deploymentId, [...others.filter((other) => other !== alias), alias]);
  };
  const dropDeployment = (id: string) => {
    for (const things of [store.deployments, store.logs, store.checks, store.aliases]) things.delete(id);
  };

  return {
    createProject(fields = {}) {
      const id = fields.id ?? nextId("prj");
      const name = fields.name ?? `project-${made}`;
      const project: FakeProject = {
        framework: "nextjs",
        nodeVersion: "24.x",
        rootDirectory: null,
        installCommand: null,
        buildCommand: null,
        outputDirectory: null,
        paused: false,
        link: null,
        productionAliases: [`${name}.vercel.app`],
        createdAt: now(),
        updatedAt: now(),
        ...fields,
        id,
        name,
      };
      store.projects.set(id, project);
      tell({ type: "project.created", project });
      return project;
    },
    updateProject(id, fields) {
      const before = find(store.projects, id);
      const project = { ...before, updatedAt: now(), ...fields };
      store.projects.set(id, project);
      if (project.name !== before.name) tell({ type: "project.renamed", project });
    },
    removeProject(id) {
      const project = find(store.projects, id);
      store.projects.delete(id);
      store.variables.delete(id);
      for (const deployment of store.deployments.values())
        if (deployment.projectId === id) dropDeployment(deployment.id);
      tell({ type: "project.removed", project });
    },
    setVariable(projectId, variable) {
      const project = find(store.projects, projectId);
      const others = (store.variables.get(projectId) ?? []).filter(({ key }) => key !== variable.key);
      store.variables.set(projectId, [...others, variable]);
      tell({ type: "project.env-variable.created", project });
    },
    removeVariable(projectId, key) {
      const project = find(store.projects, projectId);
      const left = (store.variables.get(projectId) ?? []).filter((variable) => variable.key !== key);
      store.variables.set(projectId, left);
      tell({ type: "project.env-variable.deleted", project });
    },
    createDeployment(projectId, fields = {}) {
      const project = find(store.projects, projectId);
      const id = fields.id ?? nextId("dpl");
      const deployment: FakeDeployment = {
        name: project.name,
        url: `${project.name}-${id.slice(4, 12)}-acme.vercel.app`,
        state: "QUEUED",
        readySubstate: null,
        target: null,
        source: "git",
        createdAt: now(),
        buildingAt: null,
        ready: null,
        canceledAt: null,
        deleted: null,
        aliasAssigned: null,
        aliasError: null,
        errorCode: null,
        errorMessage: null,
        errorStep: null,
        checksState: null,
        checksConclusion: null,
        creator: { uid: "user_ada", username: "ada", email: "ada@example.com" },
        meta: {},
        regions: ["iad1"],
        ...fields,
        id,
        projectId,
      };
      store.deployments.set(id, deployment);
      tell({ type: "deployment.created", deployment });
      return deployment;
    },
    updateDeployment: (id, fields) => void changeDeployment(id, fields),
    setState(id, state, fields = {}) {
      const at = now();
      const times: FakeFields<FakeDeployment> =
        state === "BUILDING"
          ? { buildingAt: at }
          : state === "READY"
            ? { ready: at, aliasAssigned: at }
            : state === "ERROR"
              ? { ready: at }
              : state === "CANCELED"
                ? { canceledAt: at }
                : {};
      const deployment = changeDeployment(id, { state, ...times, ...fields });
      if (state === "READY") assignAlias(id, deployment.url.replace(/-\w+-acme\./, "-git-main-acme."));
      for (const name of EVENT_OF_STATE[state] ?? []) tell({ type: `deployment.${name}`, deployment });
    },
    removeDeployment(id) {
      const deployment = find(store.deployments, id);
      dropDeployment(id);
      tell({ type: "deployment.cleanup", deployment });
    },
    log(deploymentId, ...lines) {
      find(store.deployments, deploymentId);
      const log = store.logs.get(deploymentId) ?? [];
      for (const line of lines) log.push({ at: now(), ...(typeof line === "string" ? { text: line } : line) });
      store.logs.set(deploymentId, log);
    },
    addCheck(deploymentId, run) {
      const runs = [...(store.checks.get(deploymentId) ?? []).filter(({ name }) => name !== run.name), run];
      store.checks.set(deploymentId, runs);
      const isDone = runs.every(({ status }) => status === "completed");
      const failed = runs.some(({ conclusion }) => conclusion === "failed");
      changeDeployment(deploymentId, {
        checksState: isDone ? "completed" : "running",
        checksConclusion: isDone ? (failed ? "failed" : "succeeded") : null,
      });
    },
    assignAlias,
  };
}
