import { runGit } from "../git/git-command.ts";
import { fullName } from "../state/model.ts";
import { emitRepository } from "../webhooks/repository-events.ts";
import { actorOf, type ChangeContext, type ChangeOptions, timeOf } from "./context.ts";

/** Gives the repository another name; the old one answers 301. */
export function renameRepository(context: ChangeContext, name: string, options: ChangeOptions = {}): void {
  const from = context.repository.name;
  context.repository.name = name;
  named(context, options);
  const changes = { repository: { name: { from } } };
  emitRepository(context, "renamed", actorOf(context, options), { changes });
}

/** Gives the repository to another owner; the old name answers 301. */
export function transferRepository(context: ChangeContext, login: string, options: ChangeOptions = {}): void {
  const { login: formerLogin, type } = context.repository.owner;
  context.repository.owner = context.world.user(login);
  named(context, options);
  const from = { [type === "Organization" ? "organization" : "user"]: { login: formerLogin } };
  emitRepository(context, "transferred", actorOf(context, options), { changes: { owner: { from } } });
}

/** Makes it private or public. */
export function setPrivate(context: ChangeContext, isPrivate: boolean, options: ChangeOptions = {}): void {
  context.repository.private = isPrivate;
  context.repository.updatedAt = timeOf(context, options);
  emitRepository(context, isPrivate ? "privatized" : "publicized", actorOf(context, options), {});
}

/** Archives it, or not any more. */
export function setArchived(context: ChangeContext, archived: boolean, options: ChangeOptions = {}): void {
  context.repository.archived = archived;
  context.repository.updatedAt = timeOf(context, options);
  emitRepository(context, archived ? "archived" : "unarchived", actorOf(context, options), {});
}

/** Makes another branch the default one. */
export async function setDefaultBranch(
  context: ChangeContext,
  branch: string,
  options: ChangeOptions = {},
): Promise<void> {
  const from = context.repository.defaultBranch;
  await runGit(context.repository.git.folder, ["symbolic-ref", "HEAD", `refs/heads/${branch}`]);
  context.repository.defaultBranch = branch;
  emitRepository(context, "edited", actorOf(context, options), { changes: { default_branch: { from } } });
}

/** Removes it: every endpoint answers 404 from now on. */
export function deleteRepository(context: ChangeContext, options: ChangeOptions = {}): void {
  const { world, repository } = context;
  emitRepository(context, "deleted", actorOf(context, options), {});
  world.repositories.delete(repository.id);
  for (const [name, id] of world.names) if (id === repository.id) world.names.delete(name);
  repository.git.close();
}

function named(context: ChangeContext, options: ChangeOptions): void {
  const name = fullName(context.repository).toLowerCase();
  const holder = context.world.names.get(name);
  if (holder !== undefined && holder !== context.repository.id)
    throw new Error(`There is a repository ${name} already.`);
  context.world.names.set(name, context.repository.id);
  context.repository.updatedAt = timeOf(context, options);
}
