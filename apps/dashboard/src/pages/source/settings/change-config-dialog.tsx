import { type FormEvent, useState } from "react";
import type { Source } from "../../../api/source.ts";
import { connectSource } from "../../../api/source-check.ts";
import type { SourceKind } from "../../../api/source-kinds.ts";
import { ButtonLink } from "../../../components/button.tsx";
import { CheckResult } from "../../../components/connection/check-result.tsx";
import { useConnectionForm } from "../../../components/connection/use-connection-form.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { FormActions } from "../../../components/form-actions.tsx";
import { FormPartFields } from "../../../components/schema-form/form-part-fields.tsx";
import { useFormPart } from "../../../components/schema-form/use-form-part.ts";
import { Notice } from "../../../components/states.tsx";
import { useSourceAction } from "../actions/use-source-action.ts";

interface Asked {
  readonly source: Source;
  readonly kind: SourceKind;
  readonly onClose: () => void;
}

/** Changes what a source syncs; what it signs in with stays. */
export function ChangeConfigDialog({ open, ...asked }: Asked & { readonly open: boolean }) {
  return (
    <Dialog
      open={open}
      onClose={asked.onClose}
      size="large"
      title={`What ${asked.source.name} syncs`}
      description="It is tried with the credentials that are kept before anything changes."
    >
      <ChangeConfig {...asked} />
    </Dialog>
  );
}

function ChangeConfig({ source, kind, onClose }: Asked) {
  const { id, name } = source;
  const config = useFormPart(kind.config, source.config);
  const { form, state, current, connection, problems, elsewhere, checkNow, onChange, onBlur } = useConnectionForm(
    kind.kind,
    {
      config,
      credentials: null,
      sourceId: id,
    },
  );
  const [elsewhereConfig, setElsewhereConfig] = useState<unknown>(null);
  const { busy, run } = useSourceAction();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const check = await checkNow();
    if (!check) return;
    // Connecting another place would make another source.
    if (check.existing?.id !== id) {
      setElsewhereConfig(JSON.stringify(connection.config));
      return;
    }
    const done = await run(
      `${name} syncs what it did`,
      () => connectSource(kind.kind, connection),
      () => [`${name} is changed`, "Everything is listed again now."],
    );
    if (done) onClose();
  };
  return (
    <form ref={form} noValidate className="space-y-4" onSubmit={submit} onChange={onChange} onBlur={onBlur}>
      <FormPartFields part={config} question="What it is" problems={problems.config} />
      {elsewhereConfig === JSON.stringify(connection.config) && (
        <Notice
          tone="warn"
          title="This is another place"
          actions={
            <ButtonLink to="/connect/$kind" params={{ kind: kind.kind }} size="small">
              Connect another
            </ButtonLink>
          }
        >
          {name} stays with the place it was connected to. Connect the other one as a source of its own.
        </Notice>
      )}
      <CheckResult {...{ state, current, elsewhere }} waitingFor="It is tried before it is changed." />
      <FormActions submit="Change" busy={busy} onCancel={onClose} />
    </form>
  );
}
