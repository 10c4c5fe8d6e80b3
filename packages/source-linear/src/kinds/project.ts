import { clean, facts, line, paragraphs, section, urlOf } from "@tributary/source/text";
import { z } from "zod";
import { comments, commentsSchema, renderComments } from "./comments.ts";
import { baseShape, CREATORS, listOf, person, personSchema } from "./fragments.ts";
import { type Kind, newest, type RawThing, type Rendered } from "./kind.ts";
import { link, nameOf } from "./text.ts";

const namedSchema = z.object({ name: z.string() });

const projectSchema = z.object({
  ...baseShape,
  name: z.string(),
  description: z.string(),
  content: z.string().nullish(),
  health: z.string().nullish(),
  priorityLabel: z.string(),
  startDate: z.string().nullish(),
  targetDate: z.string().nullish(),
  status: z.object({ name: z.string(), type: z.string() }),
  creator: personSchema.nullish(),
  lead: personSchema.nullish(),
  teams: listOf(z.object({ key: z.string(), name: z.string() })),
  members: listOf(personSchema),
  labels: listOf(namedSchema),
  initiatives: listOf(namedSchema),
  externalLinks: listOf(z.object({ label: z.string(), url: z.string() })),
  relations: listOf(z.object({ type: z.string(), relatedProject: namedSchema })),
  projectMilestones: listOf(
    z.object({
      name: z.string(),
      description: z.string().nullish(),
      status: z.string(),
      targetDate: z.string().nullish(),
      archivedAt: z.string().nullish(),
      sortOrder: z.number().nullish(),
    }),
  ),
  comments: commentsSchema,
});
type Project = z.infer<typeof projectSchema>;

/** Projects with their milestones, links and comments; their updates are documents of their own. */
export const projectKind: Kind = {
  name: "project",
  option: "projects",
  one: "project",
  all: "projects",
  filter: "ProjectFilter",
  version: [
    "trashed",
    "health",
    newest("comments", 10),
    newest("projectMilestones", 20),
    newest("externalLinks", 10),
    newest("relations", 5),
    "status { name type }",
    person("lead"),
  ],
  content: `name description content priorityLabel startDate targetDate url ${CREATORS}`,
  nested: [
    comments(20),
    {
      field: "projectMilestones",
      item: "name description status targetDate archivedAt sortOrder",
      first: 25,
      more: 200,
    },
    { field: "teams", item: "key name", first: 10, more: 200, inVersion: true },
    { field: "members", item: "name displayName", first: 15, more: 200, inVersion: true },
    { field: "labels", item: "name", first: 10, more: 200, inVersion: true },
    { field: "initiatives", item: "name", first: 5, more: 200, inVersion: true },
    { field: "externalLinks", item: "label url", first: 20, more: 200 },
    { field: "relations", item: "type relatedProject { name }", first: 5, more: 200, canHide: true },
  ],
  batch: 10,
  ofTeams: (keys) => ({ accessibleTeams: { some: { key: { in: keys } } } }),
  since: (time) => ({ updatedAt: { gte: time } }),
  render: renderProject,
};

function renderProject(raw: RawThing): Rendered {
  const project = projectSchema.parse(raw);
  const { status } = project;
  const names = (list: { readonly nodes: readonly { readonly name: string }[] }) =>
    list.nodes.map(({ name }) => line(name)).sort();
  const labels = names(project.labels);
  const author = nameOf(project.creator);
  const lead = nameOf(project.lead);
  const url = urlOf(project.url);
  const isArchived = project.archivedAt != null;
  return {
    title: line(project.name),
    content: paragraphs(
      facts({
        Status: status.name,
        Health: project.health,
        Priority: project.priorityLabel,
        Lead: lead,
        Members: names(project.members).join(", "),
        Teams: names(project.teams).join(", "),
        Initiatives: names(project.initiatives).join(", "),
        Labels: labels.join(", "),
        Start: project.startDate,
        Target: project.targetDate,
      }),
      clean(project.description),
      clean(project.content),
      section("Milestones", milestones(project)),
      section(
        "Links",
        project.externalLinks.nodes.map(({ label, url: address }) => `- ${link(label, address)}`).join("\n"),
      ),
      section(
        "Relations",
        project.relations.nodes
          .map(({ type, relatedProject }) => `- ${line(type)}: ${line(relatedProject.name)}`)
          .sort()
          .join("\n"),
      ),
      renderComments(project.comments.nodes, isArchived),
    ),
    format: "markdown",
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author: { name: author } }),
    state: line(status.name) || status.type,
    ...(labels.length > 0 && { labels }),
    createdAt: project.createdAt,
    updatedAt: project.updatedAt,
    metadata: {
      statusType: status.type,
      teams: project.teams.nodes.map(({ key }) => key).sort(),
      ...(project.health != null && { health: project.health }),
      ...(lead !== undefined && { lead }),
      ...(project.targetDate != null && { targetDate: project.targetDate }),
      ...(isArchived && { archived: true }),
    },
  };
}

function milestones({ projectMilestones }: Project): string {
  return projectMilestones.nodes
    .filter(({ archivedAt }) => archivedAt == null)
    .sort((one, other) => (one.sortOrder ?? 0) - (other.sortOrder ?? 0))
    .map(({ name, description, status, targetDate }) =>
      paragraphs(
        `### ${line(name)} (${[line(status), line(targetDate)].filter((part) => part !== "").join(", ")})`,
        clean(description),
      ),
    )
    .join("\n\n");
}
