import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Source, SourceDefinition, SourceDeps } from "@tributary/source";
import { fetchNotes } from "./fetch-notes.ts";
import { type NoteFiles, noteFiles } from "./note-files.ts";
import { toSourceError } from "./note-files-error.ts";
import type { NotesContext } from "./notes-context.ts";
import { pullNotes } from "./pull-notes.ts";
import {
  type TemplateCredentials,
  type TemplateSourceConfig,
  templateAbout,
  templateCredentialsSchema,
  templateSourceConfigSchema,
} from "./template-config.ts";

/** What the source may be given beside what every host gives. */
export interface TemplateSourceDeps extends SourceDeps<TemplateCredentials> {
  /** Access to the files; tests make it fail. */
  readonly files?: NoteFiles;
  /** Notes on one page of a pull. Default 500. */
  readonly pageSize?: number;
}

/** A directory of JSON notes, for hosts. */
export const templateSource: SourceDefinition<TemplateSourceConfig, TemplateCredentials> = {
  specVersion: "v1",
  id: "template",
  title: "Template",
  about: templateAbout,
  configSchema: templateSourceConfigSchema,
  credentialsSchema: templateCredentialsSchema,
  key: (config) => config.directory,
  create: createTemplateSource,
};

/** Makes a source of one directory of notes. Throws nothing: what is wrong shows when it is asked. */
export function createTemplateSource(config: TemplateSourceConfig, deps: TemplateSourceDeps): Source {
  // Two directories may hold notes of the same name: their ids differ in this part.
  const scope = createHash("sha256").update(config.directory).digest("hex").slice(0, 12);
  const context: NotesContext = {
    config,
    files: deps.files ?? noteFiles,
    pageSize: deps.pageSize ?? 500,
    now: deps.now ?? Date.now,
    idOf: (name) => `template:${scope}:note:${name}`,
  };

  return {
    async validate(signal) {
      try {
        await context.files.list(config.directory, signal);
      } catch (error) {
        throw toSourceError(error, config.directory, signal);
      }
      return { name: basename(config.directory), capabilities: [{ name: "notes", available: true }] };
    },
    pull: (request) => pullNotes(context, request),
    fetch: (references, signal) => fetchNotes(context, references, signal),
  };
}
