import { type FormEvent, useState } from "react";
import type { SourceKind } from "../../api/source-kinds.ts";
import { FormActions } from "../form-actions.tsx";
import { FormPartFields } from "../schema-form/form-part-fields.tsx";
import { useFormPart } from "../schema-form/use-form-part.ts";
import { CheckResult } from "./check-result.tsx";
import { useConnectionForm } from "./use-connection-form.ts";

/** Asks how to sign in to a place that is known, tries it, and hands over what works. */
export function CredentialsForm({
  kind,
  config,
  submit: label,
  onSubmit,
  onCancel,
}: {
  readonly kind: SourceKind;
  /** What it signs in to. */
  readonly config: Record<string, unknown>;
  /** What the button says. */
  readonly submit: string;
  /** Keeps the credentials; the form stays busy until it is done. */
  readonly onSubmit: (credentials: Record<string, unknown>) => Promise<unknown>;
  readonly onCancel?: () => void;
}) {
  const credentials = useFormPart(kind.credentials);
  const [busy, setBusy] = useState(false);
  const { form, state, current, problems, elsewhere, checkNow, onChange, onBlur } = useConnectionForm(kind.kind, {
    config: null,
    credentials,
    fixed: config,
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const check = await checkNow();
    if (!check) return;
    setBusy(true);
    await onSubmit(credentials.sent);
    setBusy(false);
  };
  return (
    <form ref={form} noValidate className="space-y-4" onSubmit={submit} onChange={onChange} onBlur={onBlur}>
      <FormPartFields part={credentials} question={`Sign in to ${kind.name} with`} problems={problems.credentials} />
      <CheckResult {...{ state, current, elsewhere }} waitingFor="They are tried before they are kept." />
      <FormActions submit={label} busy={busy} onCancel={onCancel} />
    </form>
  );
}
