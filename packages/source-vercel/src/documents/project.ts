import { facts, isoTime, line, paragraphs, section, urlOf } from "@tributary/source/text";
import type { Project } from "../api/schemas.ts";
import type { Environment } from "../pull/environment.ts";
import type { Rendered } from "./deployment.ts";

/** Makes the document of a project. Its environment variables are named, never shown. */
export function renderProject(project: Project, { names, missing }: Environment): Rendered {
  const repository = repositoryOf(project);
  const production = [...(project.targets?.production?.alias ?? [])].map(line).sort();
  // Its page on vercel.com has the team's name in its address, which nothing here says.
  const url = urlOf(production[0] === undefined ? "" : `https://${production[0]}`);
  const createdAt = isoTime(project.createdAt);
  return {
    title: line(project.name),
    content: paragraphs(
      facts({
        Framework: project.framework,
        Repository: repository,
        "Production branch": project.link?.productionBranch,
        "Root folder": project.rootDirectory,
        "Install command": project.installCommand,
        "Build command": project.buildCommand,
        "Output folder": project.outputDirectory,
        "Node.js": project.nodeVersion,
        State: project.paused === true ? "paused" : undefined,
      }),
      section("Production addresses", production.map((alias) => `- ${alias}`).join("\n")),
      section(
        "Environment variables",
        (names ?? [])
          .map(({ name, targets }) => `- ${name}${targets.length === 0 ? "" : `: ${targets.join(", ")}`}`)
          .join("\n"),
      ),
    ),
    format: "markdown",
    ...(url !== undefined && { url }),
    ...(repository !== undefined && { repository }),
    ...(createdAt !== undefined && { createdAt }),
    metadata: {
      ...(project.framework != null && { framework: line(project.framework) }),
      ...(names !== null && { environmentVariables: names.map(({ name }) => name) }),
    },
    ...(missing !== undefined && { missing: [missing] }),
  };
}

function repositoryOf({ link }: Project): string | undefined {
  if (link == null) return undefined;
  const owner = line(link.org ?? link.projectNamespace ?? link.owner);
  const name = line(link.repo ?? link.projectName ?? link.slug);
  if (name === "") return undefined;
  return owner === "" || name.includes("/") ? name : `${owner}/${name}`;
}
