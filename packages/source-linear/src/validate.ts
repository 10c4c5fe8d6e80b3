import { isSourceError, type SourceAccount, type SourceCapability, SourceError } from "@tributary/source";
import { cleanText } from "@tributary/validation";
import { z } from "zod";
import type { LinearContext } from "./context.ts";
import { kindsOf } from "./kinds/kinds.ts";
import { checkTeams } from "./pull/teams.ts";

const accountSchema = z.object({
  viewer: z.object({ name: z.string(), admin: z.boolean(), guest: z.boolean() }),
  organization: z.object({ name: z.string() }),
});

/** Says whose credentials they are, which kinds of things they read, and what they lack. */
export async function validate(context: LinearContext, signal: AbortSignal | undefined): Promise<SourceAccount> {
  const { data } = await context.client.query(
    { name: "Viewer", selection: "viewer { name admin guest } organization { name }" },
    signal,
  );
  const parsed = accountSchema.safeParse(data);
  if (!parsed.success) throw new SourceError("invalid-response", "Linear's answer does not say who is signed in.");
  const { viewer, organization } = parsed.data;
  await checkTeams(context, signal);
  const capabilities: SourceCapability[] = [];
  for (const kind of kindsOf(context.config)) capabilities.push(await probe(context, kind.all, kind.option, signal));
  capabilities.push(
    capability("all public teams", !viewer.guest, "A guest sees only teams it was invited to: use a member's key."),
    capability(
      "create webhooks",
      viewer.admin,
      "Only a workspace admin, or an OAuth app with the admin scope, can create webhooks: ask one to, or rely on the schedule.",
    ),
  );
  const workspace = cleanText(organization.name);
  return { name: `${cleanText(viewer.name)} in ${workspace}`, title: `${workspace} Linear`, capabilities };
}

async function probe(
  context: LinearContext,
  field: string,
  option: string,
  signal: AbortSignal | undefined,
): Promise<SourceCapability> {
  try {
    const selection = `${field}(first: 1, includeArchived: true) { nodes { id } }`;
    await context.client.query({ name: `Probe_${field}`, selection }, signal);
    return { name: field, available: true };
  } catch (error) {
    if (!isSourceError(error) || error.code !== "forbidden") throw error;
    return capability(
      field,
      false,
      `The credentials may not read ${field}: grant the read scope, or set ${option} to false.`,
    );
  }
}

function capability(name: string, available: boolean, problem: string): SourceCapability {
  return available ? { name, available } : { name, available, problem };
}
