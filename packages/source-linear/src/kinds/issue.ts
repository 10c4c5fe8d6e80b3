import { clean, facts, line, paragraphs, section, urlOf } from "@tributary/source/text";
import { z } from "zod";
import { comments, commentsSchema, renderComments } from "./comments.ts";
import { baseShape, botSchema, CREATORS, listOf, parentSchema, person, personSchema } from "./fragments.ts";
import { type IssueName, issueNameSchema, renderRelations } from "./issue-relations.ts";
import { type Kind, newest, type RawThing, type Rendered } from "./kind.ts";
import { link, nameOf } from "./text.ts";

const NAME = "identifier title";
const RELATED = `type relatedIssue { ${NAME} trashed }`;

const issueSchema = z.object({
  ...baseShape,
  identifier: z.string().min(1),
  title: z.string(),
  description: z.string().nullish(),
  priorityLabel: z.string(),
  estimate: z.number().nullish(),
  dueDate: z.string().nullish(),
  branchName: z.string(),
  previousIdentifiers: z.array(z.string()),
  state: z.object({ name: z.string(), type: z.string() }),
  team: z.object({ key: z.string(), name: z.string() }),
  creator: personSchema.nullish(),
  botActor: botSchema.nullish(),
  externalUserCreator: personSchema.nullish(),
  assignee: personSchema.nullish(),
  cycle: z.object({ number: z.number(), name: z.string().nullish() }).nullish(),
  project: parentSchema.nullish(),
  projectMilestone: z.object({ name: z.string() }).nullish(),
  parent: issueNameSchema.nullish(),
  labels: listOf(z.object({ name: z.string() })),
  children: listOf(issueNameSchema.extend({ trashed: z.boolean().nullish(), state: z.object({ name: z.string() }) })),
  relations: listOf(z.object({ type: z.string(), relatedIssue: issueNameSchema })),
  inverseRelations: listOf(z.object({ type: z.string(), issue: issueNameSchema })),
  attachments: listOf(
    z.object({ title: z.string(), subtitle: z.string().nullish(), url: z.string(), sourceType: z.string().nullish() }),
  ),
  comments: commentsSchema,
});

/** Issues with their comments, attachments, relations, parent and children. */
export const issueKind: Kind = {
  name: "issue",
  option: "issues",
  one: "issue",
  all: "issues",
  filter: "IssueFilter",
  version: [
    "trashed",
    newest("comments", 50),
    newest("attachments", 5),
    // Without the issues they lead to: one that cannot be answered for must not end a listing.
    newest("relations", 5),
    newest("inverseRelations", 5),
    "state { name type }",
    "team { key name }",
    person("assignee"),
    "cycle { number name }",
    "project { id name }",
    "projectMilestone { name }",
    `parent { ${NAME} }`,
  ],
  content: [
    `${NAME} description priorityLabel estimate dueDate branchName previousIdentifiers url`,
    `${CREATORS} botActor { name type } ${person("externalUserCreator")}`,
  ].join(" "),
  nested: [
    comments(12),
    { field: "labels", item: "name", first: 10, more: 200, inVersion: true },
    {
      field: "children",
      item: `${NAME} trashed state { name }`,
      first: 8,
      more: 200,
      inVersion: true,
      includeArchived: true,
    },
    { field: "relations", item: RELATED, first: 5, more: 200, canHide: true },
    { field: "inverseRelations", item: `type issue { ${NAME} trashed }`, first: 5, more: 200, canHide: true },
    { field: "attachments", item: "title subtitle url sourceType", first: 6, more: 200, includeArchived: true },
  ],
  batch: 25,
  ofTeams: (keys) => ({ team: { key: { in: keys } } }),
  // Archiving and binning may leave updatedAt as it is.
  since: (time) => ({ or: [{ updatedAt: { gte: time } }, { archivedAt: { gte: time } }] }),
  render: renderIssue,
};

function renderIssue(raw: RawThing): Rendered {
  const issue = issueSchema.parse(raw);
  const { identifier, state, team, cycle, project, parent, projectMilestone } = issue;
  const labels = issue.labels.nodes.map(({ name }) => line(name)).sort();
  const author = nameOf(issue.creator, issue.externalUserCreator, issue.botActor);
  const assignee = nameOf(issue.assignee);
  const url = urlOf(issue.url);
  const children = issue.children.nodes.filter(({ trashed }) => trashed !== true).sort(byIdentifier);
  const attachments = issue.attachments.nodes;
  const isArchived = issue.archivedAt != null;
  const cycleName = cycle == null ? undefined : line(cycle.name) || `Cycle ${cycle.number}`;
  const relations = renderRelations(issue.relations.nodes, issue.inverseRelations.nodes);
  const content = paragraphs(
    facts({
      State: state.name,
      Team: team.name,
      Priority: issue.priorityLabel,
      Assignee: assignee,
      Labels: labels.join(", "),
      Project: project?.name,
      Milestone: projectMilestone?.name,
      Cycle: cycleName,
      Estimate: issue.estimate,
      Due: issue.dueDate,
      Parent: parent == null ? undefined : `${parent.identifier} ${parent.title}`,
    }),
    clean(issue.description),
    section(
      "Sub-issues",
      children.map((child) => `- ${child.identifier} ${line(child.title)} (${line(child.state.name)})`).join("\n"),
    ),
    section(
      "Relations",
      relations.map(({ words, other }) => `- ${words} ${other.identifier} ${line(other.title)}`).join("\n"),
    ),
    section(
      "Attachments",
      attachments
        .map(
          ({ title, subtitle, url: address }) =>
            `- ${[link(title, address), line(subtitle)].filter((part) => part !== "").join(": ")}`,
        )
        .join("\n"),
    ),
    renderComments(issue.comments.nodes, isArchived),
  );
  return {
    title: `${identifier} ${line(issue.title)}`,
    content,
    format: "markdown",
    path: identifier,
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author: { name: author } }),
    state: line(state.name) || state.type,
    ...(labels.length > 0 && { labels }),
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    metadata: {
      identifier,
      team: team.key,
      stateType: state.type,
      priority: line(issue.priorityLabel),
      branchName: line(issue.branchName),
      ...(issue.previousIdentifiers.length > 0 && { previousIdentifiers: issue.previousIdentifiers.map(line) }),
      ...(assignee !== undefined && { assignee }),
      ...(cycleName !== undefined && { cycle: cycleName }),
      ...(project != null && { project: line(project.name) }),
      ...(parent != null && { parent: parent.identifier }),
      ...(children.length > 0 && { children: children.map((child) => child.identifier) }),
      ...(relations.length > 0 && {
        relations: relations.map(({ type, other }) => ({ type, issue: other.identifier })),
      }),
      ...(attachments.length > 0 && { attachments: attachments.flatMap(({ url: address }) => urlOf(address) ?? []) }),
      ...(isArchived && { archived: true }),
    },
  };
}

function byIdentifier(one: IssueName, other: IssueName): number {
  return one.identifier.localeCompare(other.identifier, "en", { numeric: true });
}
