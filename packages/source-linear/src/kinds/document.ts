import { clean, facts, line, paragraphs, urlOf } from "@tributary/source/text";
import { z } from "zod";
import { comments, commentsSchema, renderComments } from "./comments.ts";
import { baseShape, CREATORS, parentSchema, person, personSchema } from "./fragments.ts";
import { issueNameSchema } from "./issue-relations.ts";
import { type Kind, newest, type RawThing, type Rendered } from "./kind.ts";
import { nameOf } from "./text.ts";

const documentSchema = z.object({
  ...baseShape,
  title: z.string(),
  content: z.string().nullish(),
  creator: personSchema.nullish(),
  updatedBy: personSchema.nullish(),
  project: parentSchema.nullish(),
  initiative: parentSchema.nullish(),
  issue: issueNameSchema.nullish(),
  team: z.object({ key: z.string(), name: z.string() }).nullish(),
  comments: commentsSchema,
});

/** Documents of projects, initiatives, teams and issues, with their comments. */
export const documentKind: Kind = {
  name: "document",
  option: "documents",
  one: "document",
  all: "documents",
  filter: "DocumentFilter",
  version: [
    "trashed",
    newest("comments", 10),
    "project { id name trashed }",
    "initiative { id name trashed }",
    "issue { identifier title trashed }",
    "team { key name }",
  ],
  content: `title content url ${CREATORS} ${person("updatedBy")}`,
  nested: [comments(25)],
  batch: 20,
  ofTeams: (keys) => ({
    or: [
      { team: { key: { in: keys } } },
      { project: { accessibleTeams: { some: { key: { in: keys } } } } },
      { initiative: { teams: { some: { key: { in: keys } } } } },
      { issue: { team: { key: { in: keys } } } },
    ],
  }),
  since: (time) => ({ updatedAt: { gte: time } }),
  render: renderDocument,
};

function renderDocument(raw: RawThing): Rendered {
  const document = documentSchema.parse(raw);
  const { project, initiative, issue, team } = document;
  const author = nameOf(document.creator);
  const url = urlOf(document.url);
  const isArchived = document.archivedAt != null;
  const about = {
    Project: project?.name,
    Initiative: initiative?.name,
    Issue: issue == null ? undefined : `${issue.identifier} ${issue.title}`,
    Team: team?.name,
  };
  return {
    title: line(document.title),
    content: paragraphs(
      facts({ ...about, "Last edited by": nameOf(document.updatedBy) }),
      clean(document.content),
      renderComments(document.comments.nodes, isArchived),
    ),
    format: "markdown",
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author: { name: author } }),
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
    metadata: {
      ...(project != null && { project: line(project.name) }),
      ...(initiative != null && { initiative: line(initiative.name) }),
      ...(issue != null && { issue: issue.identifier }),
      ...(team != null && { team: team.key }),
      ...(isArchived && { archived: true }),
    },
  };
}
