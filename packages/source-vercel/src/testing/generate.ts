import type { FakeVercel } from "./fake-vercel.ts";
import { writeLog } from "./generate-log.ts";

/** How large a generated team is. */
export interface GeneratedSizes {
  readonly projects: number;
  readonly deployments: number;
  /** Lines of output in each build log. */
  readonly logLines: number;
  /** How many of the newest deployments have not ended. */
  readonly unfinished: number;
}

/** A team as a company of some size has it. */
export const largeSizes: GeneratedSizes = { projects: 25, deployments: 500, logLines: 120, unfinished: 12 };

const topics = ["search ranking", "slow sync", "billing page", "webhook retries", "login loop", "export to CSV"];
const people = ["ada", "grace", "edsger", "barbara"];

const MINUTE_MS = 60_000;

/**
 * Fills a fake with a team: the same data every time. `advance` moves its clock by so many milliseconds; several deployments
 * are created within one, as a monorepo has them.
 */
export function generateTeam(fake: FakeVercel, advance: (milliseconds: number) => void, sizes = largeSizes): void {
  const pick = (list: readonly string[], index: number) => list[index % list.length] ?? "";
  const projects = Array.from({ length: sizes.projects }, (_, index) => {
    advance(MINUTE_MS);
    const name = `service-${index}`;
    const { id } = fake.createProject({
      name,
      framework: index % 3 === 0 ? "astro" : "nextjs",
      buildCommand: `pnpm build --filter ${name}`,
      rootDirectory: `apps/${name}`,
      link: { type: "github", org: "acme", repo: "monorepo", repoId: 7, productionBranch: "main" },
    });
    for (let number = 0; number < 1 + (index % 5); number += 1) {
      fake.setVariable(id, {
        key: `SETTING_${index}_${number}`,
        value: `secret-value-${index}-${number}-d41d8cd98f`,
        type: number % 2 === 0 ? "encrypted" : "plain",
        target: number % 3 === 0 ? ["production"] : ["production", "preview", "development"],
      });
    }
    return id;
  });

  for (let index = 0; index < sizes.deployments; index += 1) {
    if (index % 3 !== 0) advance(17 * MINUTE_MS);
    const branch = index % 4 === 0 ? "main" : `feature-${index % 40}`;
    const { id } = fake.createDeployment(pick(projects, index), {
      target: branch === "main" ? "production" : null,
      meta: {
        githubCommitSha: index.toString(16).padStart(40, "0"),
        githubCommitRef: branch,
        githubCommitMessage: `Change ${index}: ${pick(topics, index)}\n\nAs decided for change number ${index}.`,
        githubCommitAuthorLogin: pick(people, index),
        githubCommitOrg: "acme",
        githubCommitRepo: "monorepo",
        ...(branch !== "main" && { githubPrId: String(100 + (index % 40)) }),
      },
    });
    if (index >= sizes.deployments - sizes.unfinished) {
      if (index % 2 === 0) fake.setState(id, "BUILDING");
      continue;
    }
    finishDeployment(fake, id, index, advance, sizes.logLines);
  }
}

/** Builds a deployment to its end: every seventh fails, every eleventh is cancelled. */
export function finishDeployment(
  fake: FakeVercel,
  id: string,
  index: number,
  advance: (milliseconds: number) => void,
  logLines: number,
): void {
  // A deployment in the queue has been created at this very moment: its build begins and ends later.
  if (index % 3 === 2) advance(1_000);
  fake.setState(id, "BUILDING");
  const failed = index % 7 === 0;
  writeLog(fake, id, { topic: topics[index % topics.length] ?? "", index, failed, lines: logLines });
  if (index % 3 === 2) advance(40_000);
  if (index % 11 === 10) fake.setState(id, "CANCELED");
  else if (failed) {
    const errorMessage = `Command "pnpm build" exited with 1 (change ${index})`;
    fake.setState(id, "ERROR", { errorCode: "BUILD_FAILED", errorMessage, errorStep: "buildStep" });
  } else {
    fake.setState(id, "READY");
    if (index % 5 === 0) fake.addCheck(id, { name: `Check ${index}`, status: "completed", conclusion: "succeeded" });
  }
}
