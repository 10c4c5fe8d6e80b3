import type { FakeLinear } from "./fake-linear.ts";

/** How large a generated workspace is. */
export interface GeneratedSizes {
  readonly issues: number;
  /** How many of the issues have `longComments` comments, in threads; the others have up to four. */
  readonly longIssues: number;
  readonly longComments: number;
  readonly projects: number;
  /** Updates of each project. */
  readonly projectUpdates: number;
  readonly initiatives: number;
  readonly documents: number;
}

/** A workspace as a company of some years has it. */
export const largeSizes: GeneratedSizes = {
  issues: 2_000,
  longIssues: 20,
  longComments: 120,
  projects: 60,
  projectUpdates: 3,
  initiatives: 10,
  documents: 150,
};

const topics = ["search ranking", "slow sync", "billing page", "webhook retries", "login loop", "export to CSV"];
const states = [
  ["Backlog", "backlog"],
  ["Todo", "unstarted"],
  ["In Progress", "started"],
  ["Done", "completed"],
  ["Canceled", "canceled"],
] as const;

/** Fills a fake with a workspace: the same data every time. Texts name their record's number, so that each can be found. */
export function generateWorkspace(fake: FakeLinear, sizes: GeneratedSizes = largeSizes): void {
  const ids = (count: number, make: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => make(index));
  const pick = (list: readonly string[], index: number) => list[index % list.length] ?? "";
  const topic = (index: number) => pick(topics, index);
  const teams = ["ENG", "OPS", "WEB"].map((key) => fake.create("Team", { key, name: `Team ${key}` }).id);
  const people = ids(12, (index) => fake.create("User", { name: `Person ${index}`, displayName: `person${index}` }).id);
  const stateIds = states.map(([name, type]) => fake.create("WorkflowState", { name, type }).id);
  const labels = ids(8, (index) => fake.create("IssueLabel", { name: `label-${index}` }).id);
  const statusId = fake.create("ProjectStatus", { name: "In Progress", type: "started" }).id;
  const cycles = ids(5, (index) => fake.create("Cycle", { number: index + 1, teamId: pick(teams, index) }).id);

  const projects = ids(sizes.projects, (index) => {
    const { id } = fake.create("Project", {
      name: `Project ${index}: ${topic(index)}`,
      content: `What project ${index} is for: ${topic(index)}.`,
      statusId,
      leadId: pick(people, index),
      teamIds: [pick(teams, index)],
      memberIds: people.slice(0, index % 12),
    });
    for (let number = 0; number < index % 4; number += 1) {
      fake.create("ProjectMilestone", {
        projectId: id,
        name: `Milestone ${index}.${number}`,
        description: "Done when it is.",
        sortOrder: number,
      });
    }
    for (let number = 0; number < sizes.projectUpdates; number += 1) {
      const body = `Update ${number} of project ${index}.`;
      const update = fake.create("ProjectUpdate", { projectId: id, userId: pick(people, number), body });
      fake.create("Comment", {
        projectUpdateId: update.id,
        userId: pick(people, index),
        body: `On update ${index}.${number}.`,
      });
    }
    return id;
  });
  for (let index = 0; index < sizes.initiatives; index += 1) {
    const initiative = fake.create("Initiative", {
      name: `Initiative ${index}`,
      description: topic(index),
      projectIds: projects.filter((_, place) => place % Math.max(1, sizes.initiatives) === index),
      ownerId: pick(people, index),
    });
    fake.create("InitiativeUpdate", {
      initiativeId: initiative.id,
      userId: pick(people, index),
      body: `Initiative ${index} goes on.`,
    });
  }

  const longEvery = Math.max(1, Math.floor(sizes.issues / Math.max(1, sizes.longIssues)));
  let previous = "";
  let long = 0;
  for (let index = 0; index < sizes.issues; index += 1) {
    const { id } = fake.create("Issue", {
      identifier: `ENG-${index + 1}`,
      title: `Issue ${index + 1}: ${topic(index)}`,
      description: `Steps to see it: ${`open the page, look at ${topic(index)}, wait. `.repeat(1 + (index % 8))}`,
      priority: index % 5,
      teamId: pick(teams, index),
      stateId: pick(stateIds, index),
      creatorId: pick(people, index),
      assigneeId: index % 3 === 0 ? pick(people, index + 1) : null,
      projectId: index % 2 === 0 ? pick(projects, index) || null : null,
      cycleId: index % 4 === 0 ? pick(cycles, index) : null,
      labelIds: labels.slice(0, index % 4),
      parentId: index % 7 === 1 ? previous : null,
      trashed: index % 97 === 96 ? true : null,
      archivedAt: index % 97 === 96 || index % 19 === 18 ? "2026-01-01T00:00:00.000Z" : null,
    });
    if (index % 5 === 2) fake.create("IssueRelation", { issueId: id, relatedIssueId: previous, type: "blocks" });
    if (index % 6 === 0) {
      fake.create("Attachment", {
        issueId: id,
        title: `Pull request ${index}`,
        url: `https://github.com/acme/web/pull/${index}`,
      });
    }
    const isLong = index % longEvery === 0 && long < sizes.longIssues;
    if (isLong) long += 1;
    const count = isLong ? sizes.longComments : index % 5;
    let threadId = "";
    for (let number = 0; number < count; number += 1) {
      const parentId = number % 3 === 0 ? null : threadId;
      const body = `Comment ${number} on issue ${index + 1} about ${topic(number)}.`;
      const comment = fake.create("Comment", { issueId: id, parentId, userId: pick(people, number), body });
      if (parentId === null) threadId = comment.id;
    }
    previous = id;
  }
  for (let index = 0; index < sizes.documents; index += 1) {
    const { id, documentContentId } = fake.create("Document", {
      title: `Document ${index}`,
      content: `# ${topic(index)}\n\n${"A paragraph of what was decided. ".repeat(20)}`,
      projectId: pick(projects, index) || null,
      creatorId: pick(people, index),
    });
    if (index % 3 === 0)
      fake.create("Comment", {
        documentContentId: documentContentId ?? id,
        userId: pick(people, index),
        body: `On document ${index}.`,
      });
  }
}
