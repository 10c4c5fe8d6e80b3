import { z } from "zod";

// Only what is read is named, unknown values of lists are accepted, and what may be left out is taken as left out when it
// has another form: a new state or a changed detail of Vercel's must not end a sync.

const optionalText = z.string().nullish().catch(undefined);
const optionalTime = z.number().nonnegative().nullish().catch(undefined);

/** Where the next page of a list begins; null on the last one (vercel.com/docs/rest-api, pagination). */
export const paginationSchema = z.object({
  count: z.number().int().nonnegative(),
  next: z.union([z.number(), z.string()]).nullable(),
});
export type Pagination = z.infer<typeof paginationSchema>;

/** A project, as a list and as an answer of its own. Its environment variables and deploy hooks are left out on purpose. */
export const projectSchema = z.object({
  id: z.string().regex(/^\w{1,80}$/),
  name: z.string(),
  accountId: z.string(),
  framework: optionalText,
  nodeVersion: optionalText,
  rootDirectory: optionalText,
  installCommand: optionalText,
  buildCommand: optionalText,
  outputDirectory: optionalText,
  createdAt: optionalTime,
  updatedAt: optionalTime,
  paused: z.boolean().nullish().catch(undefined),
  link: z
    .object({
      type: optionalText,
      org: optionalText,
      repo: optionalText,
      projectNamespace: optionalText,
      projectName: optionalText,
      owner: optionalText,
      slug: optionalText,
      productionBranch: optionalText,
    })
    .nullish()
    .catch(undefined),
  targets: z
    .record(
      z.string(),
      z
        .object({ alias: z.array(z.string()).nullish().catch(undefined) })
        .nullish()
        .catch(undefined),
    )
    .nullish()
    .catch(undefined),
});
export type Project = z.infer<typeof projectSchema>;

/** One page of the projects. */
export const projectListSchema = z.object({ projects: z.array(projectSchema), pagination: paginationSchema });

/** A deployment in a list, as far as it decides what is read again. */
export const listedDeploymentSchema = z.object({
  uid: z.string().regex(/^\w{1,80}$/),
  projectId: optionalText,
  created: z.number().nonnegative(),
  state: optionalText,
  readyState: optionalText,
  readySubstate: optionalText,
  target: optionalText,
  ready: optionalTime,
  deleted: optionalTime,
  softDeletedByRetention: z.boolean().nullish().catch(undefined),
  aliasAssigned: z.union([z.number(), z.boolean()]).nullish().catch(undefined),
  checksState: optionalText,
  checksConclusion: optionalText,
});
export type ListedDeployment = z.infer<typeof listedDeploymentSchema>;

/** One page of the deployments. */
export const deploymentListSchema = z.object({
  deployments: z.array(listedDeploymentSchema),
  pagination: paginationSchema,
});

/** A deployment by itself. The state and id have other names than in a list. */
export const deploymentSchema = z.object({
  id: z.string().regex(/^\w{1,80}$/),
  name: z.string(),
  projectId: optionalText,
  project: z.object({ id: z.string(), name: optionalText }).nullish().catch(undefined),
  ownerId: optionalText,
  url: optionalText,
  inspectorUrl: optionalText,
  readyState: z.string(),
  readySubstate: optionalText,
  target: optionalText,
  source: optionalText,
  customEnvironment: z.object({ slug: optionalText }).nullish().catch(undefined),
  createdAt: z.number().nonnegative(),
  buildingAt: optionalTime,
  ready: optionalTime,
  canceledAt: optionalTime,
  deleted: optionalTime,
  softDeletedByRetention: z.boolean().nullish().catch(undefined),
  aliasAssigned: z.union([z.number(), z.boolean()]).nullish().catch(undefined),
  aliasError: z.object({ code: optionalText, message: optionalText }).nullish().catch(undefined),
  errorCode: optionalText,
  errorMessage: optionalText,
  errorStep: optionalText,
  checksState: optionalText,
  checksConclusion: optionalText,
  /** Names, never values. */
  env: z.array(z.string()).nullish().catch(undefined),
  build: z
    .object({ env: z.array(z.string()).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
  regions: z.array(z.string()).nullish().catch(undefined),
  creator: z.object({ username: optionalText }).nullish().catch(undefined),
  gitSource: z
    .object({ prId: z.number().nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
  meta: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** The environment variables of a project: names and where they apply. */
export const environmentSchema = z.object({
  envs: z.array(
    z.object({
      key: z.string(),
      target: z
        .union([z.array(z.string()), z.string()])
        .nullish()
        .catch(undefined),
      gitBranch: optionalText,
    }),
  ),
  pagination: paginationSchema.nullish().catch(undefined),
});

/** Addresses assigned to a deployment. */
export const aliasesSchema = z.object({ aliases: z.array(z.object({ alias: z.string() })) });

/** Runs of checks on a deployment. */
export const checkRunsSchema = z.object({
  runs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.string(),
      conclusion: optionalText,
      conclusionText: optionalText,
      externalUrl: optionalText,
    }),
  ),
});
export type CheckRun = z.infer<typeof checkRunsSchema>["runs"][number];

const logTextShape = { text: optionalText, date: optionalTime };

/** Lines of a build log: with their text inside `payload`, or beside it. */
export const eventsSchema = z.array(
  z.object({
    type: z.string(),
    created: optionalTime,
    level: optionalText,
    ...logTextShape,
    payload: z.object(logTextShape).nullish().catch(undefined),
  }),
);
export type LogEvent = z.infer<typeof eventsSchema>[number];

/** Who signed in. */
export const userSchema = z.object({ user: z.object({ username: optionalText, name: optionalText }) });

/** The team. */
export const teamSchema = z.object({
  id: z.string(),
  name: optionalText,
  slug: optionalText,
  billing: z.object({ plan: optionalText }).nullish().catch(undefined),
});
