import { useEffect, useRef, useState } from "react";
import type { Connection, SourceCheck } from "../../api/source-check.ts";
import { type FormIssue, issuesByField, issuesElsewhere, stillTrue } from "../schema-form/form-issues.ts";
import type { FormPart } from "../schema-form/use-form-part.ts";
import { isSame, useConnectionCheck } from "./use-connection-check.ts";

/** How long the focus has been away from a field before what was typed is tried by itself, in milliseconds. */
const SETTLED_MS = 300;

/**
 * The checks of a form that connects something: tried by themselves once everything needed is there, by hand, and before it is
 * sent. `config` null: there is only signing in to fill in, and `fixed` is what it signs in to. `credentials` null: those that
 * are kept of `sourceId` are tried.
 */
export function useConnectionForm(
  kind: string,
  {
    config,
    credentials,
    fixed,
    sourceId,
  }: {
    readonly config: FormPart | null;
    readonly credentials: FormPart | null;
    readonly fixed?: Record<string, unknown>;
    readonly sourceId?: string;
  },
) {
  const form = useRef<HTMLFormElement>(null);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { state, check, forget } = useConnectionCheck(kind);
  useEffect(() => () => clearTimeout(settling.current), []);
  // Shown only after somebody pressed a button: nobody is told of fields they have not come to yet.
  const [pressed, setPressed] = useState(false);
  const connection: Connection = {
    config: config?.sent ?? fixed ?? {},
    ...(credentials?.group && { credentials: credentials.sent }),
    ...(sourceId && { sourceId }),
  };
  const filled = (config?.filled ?? true) && (credentials?.filled ?? true);
  const current = state.phase !== "none" && isSame(state.of, connection);
  const issues: readonly FormIssue[] = state.phase === "checked" ? state.result.issues : [];
  const checked: Connection = state.phase === "none" ? { config: {} } : state.of;

  const problems = {
    config: {
      ...(pressed && config?.missing),
      ...stillTrue(issuesByField("config", issues), checked.config, connection.config),
    },
    credentials: {
      ...(pressed && credentials?.missing),
      ...stillTrue(issuesByField("credentials", issues), checked.credentials ?? {}, connection.credentials ?? {}),
    },
  };

  const namesOf = (part: FormPart | null) => part?.group?.fields.map(({ name }) => name) ?? [];
  const elsewhere = issuesElsewhere(issues, { config: namesOf(config), credentials: namesOf(credentials) });

  /** After the next paint, when what is wrong is marked. */
  const focusFirstProblem = () =>
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 50);

  /** Tries what is filled in, unless that is known; null when it does not work or cannot be said, which the form shows. */
  const checkNow = async (): Promise<SourceCheck | null> => {
    clearTimeout(settling.current);
    setPressed(true);
    const known = current && state.phase === "checked" && state.result.ok ? state.result : null;
    const result = known ?? (filled ? await check(connection) : null);
    if (result?.ok) return result;
    focusFirstProblem();
    return null;
  };

  return {
    ...{ form, state, current, connection, filled, problems, checkNow },
    /** What is wrong and belongs to no field that is shown. */
    elsewhere,
    /** For the form's onChange: what was being tried is not what it holds any more. */
    onChange: () => {
      clearTimeout(settling.current);
      forget();
    },
    /** For the form's onBlur: tries it by itself. A button that is pressed meanwhile takes the same try up. */
    onBlur: () => {
      clearTimeout(settling.current);
      if (filled && !current) settling.current = setTimeout(() => void check(connection), SETTLED_MS);
    },
  };
}
