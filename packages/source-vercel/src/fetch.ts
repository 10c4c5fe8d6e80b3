import { type FetchResult, isSourceError, SourceError } from "@tributary/source";
import { placeOf } from "@tributary/source/http";
import { type Document, type DocumentReference, documentSchema } from "@tributary/validation";
import { z } from "zod";
import { isForbidden, isGone } from "./api/failure.ts";
import { teamSchema } from "./api/schemas.ts";
import type { Kind, VercelContext } from "./context.ts";
import { type Rendered, renderDeployment } from "./documents/deployment.ts";
import { renderProject } from "./documents/project.ts";
import { isDeleted } from "./documents/version.ts";
import { readParts } from "./fetch-parts.ts";
import { readEnvironment } from "./pull/environment.ts";
import { readDeployment } from "./pull/list-open.ts";
import { readProject } from "./pull/list-projects.ts";
import { isNamed, isRead } from "./pull/scope.ts";

/** Fetches documents one after the other; one result a reference. */
export async function* fetchDocuments(
  context: VercelContext,
  references: readonly DocumentReference[],
  signal: AbortSignal | undefined,
): AsyncGenerator<FetchResult> {
  for (const reference of references) {
    signal?.throwIfAborted();
    const parsed = context.parseId(reference.id);
    // A reference of another configuration, or none of this source at all.
    if (parsed === undefined) yield { type: "gone", id: reference.id };
    else yield await fetchOne(context, reference, parsed, signal);
  }
}

const renderers: Readonly<
  Record<Kind, (context: VercelContext, id: string, signal: AbortSignal | undefined) => Promise<Rendered | undefined>>
> = {
  async project(context, id, signal) {
    const { project } = await readProject(context, id, signal);
    if (!isNamed(context, project)) return undefined;
    return renderProject(project, await readEnvironment(context, project.id, signal));
  },
  async deployment(context, id, signal) {
    const { data } = await readDeployment(context, id, signal);
    if (data.ownerId != null && data.ownerId !== context.config.team) {
      throw new SourceError("invalid-response", "Vercel answered with a deployment of another team.");
    }
    if (isDeleted({ ...data, state: data.readyState }) || !isRead(context, data)) return undefined;
    const shown = context.config.environment === false ? { ...data, env: null, build: null } : data;
    return renderDeployment(shown, await readParts(context, data, signal));
  },
};

async function fetchOne(
  context: VercelContext,
  reference: DocumentReference,
  { kind, id }: { readonly kind: Kind; readonly id: string },
  signal: AbortSignal | undefined,
): Promise<FetchResult> {
  try {
    const rendered = await renderers[kind](context, id, signal);
    if (rendered === undefined) return { type: "gone", id: reference.id };
    // The version asked for: when the thing has changed since, the next pull lists it with another.
    const { version } = reference;
    const document: Document = { ...rendered, id: reference.id, source: "vercel", type: kind, version };
    return { type: "document", document: documentSchema.parse(document) };
  } catch (error) {
    if (isGone(error)) return { type: "gone", id: reference.id };
    if (error instanceof z.ZodError) return { type: "failed", id: reference.id, error: unusable(kind, error) };
    if (isForbidden(error)) {
      // One thing that may not be read is that thing's loss; a team that may not be read is everybody's.
      await askForTeam(context, signal);
      return { type: "failed", id: reference.id, error };
    }
    const isItsOwn = isSourceError(error) && (error.code === "invalid-response" || error.code === "not-found");
    if (isItsOwn) return { type: "failed", id: reference.id, error };
    throw error;
  }
}

function unusable(kind: Kind, error: z.ZodError): SourceError {
  return new SourceError("invalid-response", `Vercel's ${kind} cannot be made a document of${placeOf(error)}.`);
}

/** The team; throws what is wrong with the token or its membership. */
export async function askForTeam(context: VercelContext, signal: AbortSignal | undefined) {
  const { data } = await context.client.get(
    { what: "the team", route: "/v2/teams/{}", ids: [context.config.team], ofTeam: false, schema: teamSchema },
    signal,
  );
  return data;
}
