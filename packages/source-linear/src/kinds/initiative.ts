import { clean, facts, line, paragraphs, section, urlOf } from "@tributary/source/text";
import { z } from "zod";
import { baseShape, CREATORS, listOf, parentSchema, person, personSchema } from "./fragments.ts";
import { type Kind, newest, type RawThing, type Rendered } from "./kind.ts";
import { link, nameOf } from "./text.ts";

const initiativeSchema = z.object({
  ...baseShape,
  name: z.string(),
  description: z.string().nullish(),
  content: z.string().nullish(),
  health: z.string().nullish(),
  status: z.string(),
  targetDate: z.string().nullish(),
  creator: personSchema.nullish(),
  owner: personSchema.nullish(),
  parentInitiative: parentSchema.nullish(),
  projects: listOf(z.object({ name: z.string(), status: z.object({ name: z.string() }) })),
  links: listOf(z.object({ label: z.string(), url: z.string() })),
});

/** Initiatives with their projects and links; their updates are documents of their own. */
export const initiativeKind: Kind = {
  name: "initiative",
  option: "initiatives",
  one: "initiative",
  all: "initiatives",
  filter: "InitiativeFilter",
  version: ["trashed", "health", newest("links", 10), person("owner"), "parentInitiative { id name }"],
  content: `name description content status targetDate url ${CREATORS}`,
  nested: [
    { field: "projects", item: "name status { name }", first: 25, more: 200, inVersion: true },
    { field: "links", item: "label url", first: 20, more: 200 },
  ],
  batch: 20,
  ofTeams: (keys) => ({ teams: { some: { key: { in: keys } } } }),
  since: (time) => ({ updatedAt: { gte: time } }),
  render: renderInitiative,
};

function renderInitiative(raw: RawThing): Rendered {
  const initiative = initiativeSchema.parse(raw);
  const author = nameOf(initiative.creator);
  const owner = nameOf(initiative.owner);
  const url = urlOf(initiative.url);
  const projects = initiative.projects.nodes.map(({ name, status }) => `- ${line(name)} (${line(status.name)})`).sort();
  return {
    title: line(initiative.name),
    content: paragraphs(
      facts({
        Status: initiative.status,
        Health: initiative.health,
        Owner: owner,
        Parent: initiative.parentInitiative?.name,
        Target: initiative.targetDate,
      }),
      clean(initiative.description),
      clean(initiative.content),
      section("Projects", projects.join("\n")),
      section("Links", initiative.links.nodes.map(({ label, url: address }) => `- ${link(label, address)}`).join("\n")),
    ),
    format: "markdown",
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author: { name: author } }),
    state: initiative.status,
    createdAt: initiative.createdAt,
    updatedAt: initiative.updatedAt,
    metadata: {
      ...(initiative.health != null && { health: initiative.health }),
      ...(owner !== undefined && { owner }),
      ...(initiative.targetDate != null && { targetDate: initiative.targetDate }),
      ...(initiative.archivedAt != null && { archived: true }),
    },
  };
}
