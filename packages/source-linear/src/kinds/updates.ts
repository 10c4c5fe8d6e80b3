import { clean, dayOf, facts, line, paragraphs, section, urlOf } from "@tributary/source/text";
import { z } from "zod";
import { comments, commentsSchema, renderComments } from "./comments.ts";
import { baseShape, parentSchema, person, personSchema } from "./fragments.ts";
import { type Kind, newest, type RawThing, type Rendered } from "./kind.ts";
import { nameOf } from "./text.ts";

const updateSchema = z.object({
  ...baseShape,
  body: z.string(),
  health: z.string(),
  diffMarkdown: z.string().nullish(),
  user: personSchema.nullish(),
  project: parentSchema.optional(),
  initiative: parentSchema.optional(),
  comments: commentsSchema,
});

const shared = {
  // An update goes into the bin with what it is about.
  nested: [comments(25)],
  content: `body health diffMarkdown url ${person("user")}`,
  batch: 25,
  since: (time: string) => ({ updatedAt: { gte: time } }),
  render: renderUpdate,
} as const;

/** Updates of projects with their comments. */
export const projectUpdateKind: Kind = {
  ...shared,
  name: "project-update",
  option: "projectUpdates",
  one: "projectUpdate",
  all: "projectUpdates",
  filter: "ProjectUpdateFilter",
  version: [newest("comments", 10), "project { id name trashed }"],
  ofTeams: (keys) => ({ project: { accessibleTeams: { some: { key: { in: keys } } } } }),
};

/** Updates of initiatives with their comments. */
export const initiativeUpdateKind: Kind = {
  ...shared,
  name: "initiative-update",
  option: "initiativeUpdates",
  one: "initiativeUpdate",
  all: "initiativeUpdates",
  filter: "InitiativeUpdateFilter",
  version: [newest("comments", 10), "initiative { id name trashed }"],
  ofTeams: (keys) => ({ initiative: { teams: { some: { key: { in: keys } } } } }),
};

function renderUpdate(raw: RawThing): Rendered {
  const update = updateSchema.parse(raw);
  const about = update.project ?? update.initiative;
  const author = nameOf(update.user);
  const url = urlOf(update.url);
  const isArchived = update.archivedAt != null;
  const aboutWhat = update.project === undefined ? "Initiative" : "Project";
  return {
    title: `${line(about?.name)}: update of ${dayOf(update.createdAt)}`,
    content: paragraphs(
      facts({ [aboutWhat]: about?.name, Health: update.health, Author: author }),
      clean(update.body),
      section("What changed", clean(update.diffMarkdown)),
      renderComments(update.comments.nodes, isArchived),
    ),
    format: "markdown",
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author: { name: author } }),
    state: update.health,
    createdAt: update.createdAt,
    updatedAt: update.updatedAt,
    metadata: {
      health: update.health,
      ...(about !== undefined && { [aboutWhat.toLowerCase()]: line(about.name) }),
      ...(isArchived && { archived: true }),
    },
  };
}
